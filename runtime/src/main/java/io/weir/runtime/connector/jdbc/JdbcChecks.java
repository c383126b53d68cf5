package io.weir.runtime.connector.jdbc;

import io.weir.runtime.error.WeirException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks before a job starts that a table is what it is declared to be. */
final class JdbcChecks {
  private JdbcChecks() {}

  /** Fails unless the table is there with some columns. */
  static void columns(
      Connection connection, JdbcOptions options, List<String> columns, String doing) {
    String select = options.dialect().select(options.table(), columns) + " WHERE 1 = 0";
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(select).close();
    } catch (SQLException e) {
      throw JdbcErrors.of(e, doing, options);
    }
  }

  /** Fails unless no two rows of the table can have equal values in the columns of a key. */
  static void key(Connection connection, JdbcOptions options, List<String> key, String doing) {
    String[] parts = options.table().split("\\.");
    String table = parts[parts.length - 1];
    String schema = parts.length > 1 ? parts[parts.length - 2] : null;
    try {
      if (!isUnique(connection.getMetaData(), schema, table, options.dialect(), key)) {
        throw WeirException.permanent(
            doing
                + ": PRIMARY KEY ("
                + String.join(", ", key)
                + ") is not unique in the database ("
                + options.place()
                + ")",
            "create a primary key or unique index on exactly these columns");
      }
    } catch (SQLException e) {
      throw JdbcErrors.of(e, doing, options);
    }
  }

  private static boolean isUnique(
      DatabaseMetaData metadata, String schema, String table, JdbcDialect dialect, List<String> key)
      throws SQLException {
    String catalog = dialect == JdbcDialect.MYSQL ? schema : null;
    String owner = dialect == JdbcDialect.MYSQL ? null : schema;
    Set<String> wanted = lower(key);
    Set<String> primary = new HashSet<>();
    try (ResultSet columns = metadata.getPrimaryKeys(catalog, owner, table)) {
      while (columns.next()) {
        primary.add(columns.getString("COLUMN_NAME"));
      }
    }
    if (lower(List.copyOf(primary)).equals(wanted)) {
      return true;
    }
    Map<String, Set<String>> indexes = new HashMap<>();
    try (ResultSet columns = metadata.getIndexInfo(catalog, owner, table, true, true)) {
      while (columns.next()) {
        String column = columns.getString("COLUMN_NAME");
        if (column != null && !columns.getBoolean("NON_UNIQUE")) {
          indexes
              .computeIfAbsent(columns.getString("INDEX_NAME"), name -> new HashSet<>())
              .add(column);
        }
      }
    }
    return indexes.values().stream().anyMatch(one -> lower(List.copyOf(one)).equals(wanted));
  }

  private static Set<String> lower(List<String> names) {
    Set<String> lower = new HashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }
}
