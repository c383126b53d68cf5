package io.weir.planner.catalog;

import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.SqlQuoting;
import io.weir.runtime.type.Schema;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A named query.
 *
 * @param schema its columns as they were when it was made, under the names it gives them
 * @param query its text
 * @param home the catalog and database in which its text looks up names
 */
public record CatalogView(
    ObjectPath path,
    boolean isTemporary,
    Schema schema,
    QueryText query,
    Home home,
    Optional<String> comment)
    implements CatalogObject {
  /** Where unqualified names are looked up. */
  public record Home(String catalog, String database) {}

  @Override
  public String kind() {
    return "view";
  }

  @Override
  public CatalogView renamed(ObjectPath path) {
    return new CatalogView(path, isTemporary, schema, query, home, comment);
  }

  @Override
  public String toDdl() {
    return "CREATE "
        + (isTemporary ? "TEMPORARY " : "")
        + "VIEW "
        + path.toSql()
        + schema.names().stream().map(SqlQuoting::name).collect(Collectors.joining(", ", " (", ")"))
        + comment.map(text -> "\nCOMMENT " + SqlQuoting.string(text)).orElse("")
        + "\nAS "
        + query.text();
  }
}
