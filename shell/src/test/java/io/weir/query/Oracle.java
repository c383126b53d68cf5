package io.weir.query;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Asks DuckDB what a query file should give, over tables with the same rows. */
final class Oracle {
  private Oracle() {}

  /** The rows as sorted lines. */
  static List<String> answer(QueryFile file, PlannedScript script, Map<String, String> variables)
      throws Exception {
    try (DuckDb duckDb = new DuckDb()) {
      String asked = file.duckDb().orElse(script.views() + script.last());
      for (CatalogTable table : script.readableTables()) {
        if (Pattern.compile("(?<![\\w/])" + table.path().name() + "\\b(?!\\.)")
            .matcher(asked)
            .find()) {
          create(table, script, duckDb);
        }
      }
      if (file.duckDb().isEmpty()) {
        for (String view : script.views()) {
          duckDb.execute(inDuckDbQuotes(view));
        }
        return duckDb.lines(inDuckDbQuotes(script.last()));
      }
      String text = file.duckDb().get().strip();
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        text = text.replace("${" + variable.getKey() + "}", variable.getValue());
      }
      String[] statements = text.split(";\\s*(\n|$)");
      for (int i = 0; i < statements.length - 1; i++) {
        duckDb.execute(statements[i]);
      }
      return duckDb.lines(statements[statements.length - 1]);
    }
  }

  private static String inDuckDbQuotes(String sql) {
    return sql.replace('`', '"');
  }

  private static void create(CatalogTable table, PlannedScript script, DuckDb duckDb)
      throws Exception {
    TableDescriptor descriptor = table.sourceDescriptor();
    Schema schema = descriptor.schema();
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    Source source = script.connectors().connectors().of(descriptor).createSource(descriptor, all);
    List<Integer> key = new ArrayList<>();
    descriptor.primaryKey().forEach(name -> key.add(schema.indexOf(name).orElseThrow()));
    boolean hasComputed = table.columns().stream().anyMatch(Column.Computed.class::isInstance);
    String name = table.path().name();
    String stored = hasComputed ? name + " as stored" : name;
    duckDb.createTable(stored, schema, SourceRows.table(source, key));
    if (hasComputed) {
      List<String> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(
            column instanceof Column.Computed computed
                ? inDuckDbQuotes(computed.expression().text())
                    + " AS "
                    + DuckDb.quoted(column.name())
                : DuckDb.quoted(column.name()));
      }
      duckDb.execute(
          "CREATE VIEW "
              + DuckDb.quoted(name)
              + " AS SELECT "
              + String.join(", ", columns)
              + " FROM "
              + DuckDb.quoted(stored));
    }
  }
}
