package io.weir.shell.run;

import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that statements of a session can use now.
 *
 * @param tables tables and views of the current database, by name
 * @param functions all functions
 * @param jobs the jobs of the data directory
 */
public record KnownNames(Map<String, Table> tables, List<String> functions, List<String> jobs) {
  /**
   * A table or view.
   *
   * @param kind {@code table} or {@code view}
   */
  public record Table(String kind, Schema schema) {}

  /** The columns of a table. */
  public Optional<Schema> schema(String table) {
    return Optional.ofNullable(tables.get(table)).map(Table::schema);
  }
}
