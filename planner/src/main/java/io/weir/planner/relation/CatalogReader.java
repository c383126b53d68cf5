package io.weir.planner.relation;

import io.weir.planner.type.WeirTypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/** Looks up names in the current database, then in the current catalog, then from the root. */
final class CatalogReader extends CalciteCatalogReader {
  /**
   * @param path current catalog and database, or nothing
   */
  CatalogReader(CalciteSchema root, List<String> path, WeirTypeFactory types) {
    super(
        root,
        SqlNameMatchers.withCaseSensitive(true),
        prefixes(path),
        types,
        new CalciteConnectionConfigImpl(new Properties()));
  }

  private static List<List<String>> prefixes(List<String> path) {
    List<List<String>> prefixes = new ArrayList<>();
    for (int length = path.size(); length >= 0; length--) {
      prefixes.add(path.subList(0, length));
    }
    return prefixes;
  }
}
