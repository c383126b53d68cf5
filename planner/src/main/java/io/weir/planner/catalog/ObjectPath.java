package io.weir.planner.catalog;

import io.weir.parser.statement.SqlQuoting;
import java.util.List;
import java.util.Objects;

/** The full name of a table or view. */
public record ObjectPath(String catalog, String database, String name) {
  public ObjectPath {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(name, "name");
  }

  /** Catalog, database, name. */
  public List<String> parts() {
    return List.of(catalog, database, name);
  }

  /** The full name as SQL, with backticks where they are needed. */
  public String toSql() {
    return SqlQuoting.name(catalog) + "." + SqlQuoting.name(database) + "." + SqlQuoting.name(name);
  }
}
