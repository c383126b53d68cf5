package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.TypeKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** What databases say differently. */
enum JdbcDialect {
  POSTGRES("jdbc:postgresql:", '"'),
  SQLITE("jdbc:sqlite:", '"'),
  /** MySQL and MariaDB. */
  MYSQL("jdbc:mysql:", '`');

  private static final String MARIADB = "jdbc:mariadb:";

  private final String prefix;
  private final char quote;

  JdbcDialect(String prefix, char quote) {
    this.prefix = prefix;
    this.quote = quote;
  }

  /** The dialect of an url. */
  static JdbcDialect of(String url) {
    if (url.startsWith(MARIADB)) {
      return MYSQL;
    }
    for (JdbcDialect dialect : values()) {
      if (url.startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    throw new OptionException(
        JdbcOptions.URL,
        "option 'url' names no database that is known",
        "an url begins with jdbc:postgresql:, jdbc:sqlite:, jdbc:mysql: or jdbc:mariadb:");
  }

  /** A name as the database takes it, whatever letters are in it. */
  String quoted(String name) {
    String text = String.valueOf(quote);
    return text + name.replace(text, text + text) + text;
  }

  /** The name of a table, perhaps with its schema before a dot. */
  String table(String name) {
    return Arrays.stream(name.split("\\.")).map(this::quoted).collect(Collectors.joining("."));
  }

  String list(List<String> names) {
    return names.stream().map(this::quoted).collect(Collectors.joining(", "));
  }

  String insert(String table, List<String> columns) {
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO " + table(table) + " (" + list(columns) + ") VALUES (" + marks + ")";
  }

  /** Adds a row, or replaces the one with the same key. */
  String upsert(String table, List<String> columns, List<String> key) {
    List<String> others = new ArrayList<>(columns);
    others.removeAll(key);
    if (this == MYSQL) {
      List<String> set = others.isEmpty() ? key : others;
      return insert(table, columns)
          + " ON DUPLICATE KEY UPDATE "
          + set.stream()
              .map(column -> quoted(column) + " = VALUES(" + quoted(column) + ")")
              .collect(Collectors.joining(", "));
    }
    return insert(table, columns)
        + " ON CONFLICT ("
        + list(key)
        + ") DO "
        + (others.isEmpty()
            ? "NOTHING"
            : "UPDATE SET "
                + others.stream()
                    .map(column -> quoted(column) + " = EXCLUDED." + quoted(column))
                    .collect(Collectors.joining(", ")));
  }

  String delete(String table, List<String> key) {
    return "DELETE FROM "
        + table(table)
        + " WHERE "
        + key.stream().map(column -> quoted(column) + " = ?").collect(Collectors.joining(" AND "));
  }

  String select(String table, List<String> columns) {
    return "SELECT " + list(columns) + " FROM " + table(table);
  }

  /** The rows of some keys. */
  String lookup(String table, List<String> columns, List<String> key, int count) {
    if (key.size() == 1) {
      return select(table, columns)
          + " WHERE "
          + quoted(key.get(0))
          + " IN ("
          + String.join(", ", java.util.Collections.nCopies(count, "?"))
          + ")";
    }
    String one =
        key.stream()
            .map(column -> quoted(column) + " = ?")
            .collect(Collectors.joining(" AND ", "(", ")"));
    return select(table, columns)
        + " WHERE "
        + String.join(" OR ", java.util.Collections.nCopies(count, one));
  }

  /**
   * A column as rows are put in order by it. In PostgreSQL types such as json and point have no
   * order of their own, and are read as text.
   */
  String ordered(Field column) {
    boolean isText = column.type().kind().isCharacter() || column.type().kind() == TypeKind.ARRAY;
    return quoted(column.name()) + (this == POSTGRES && isText ? "::text" : "");
  }

  /** The part of a statement that passes over rows. */
  String offset(long rows) {
    return switch (this) {
      case POSTGRES -> " OFFSET " + rows;
      case SQLITE -> " LIMIT -1 OFFSET " + rows;
      case MYSQL -> " LIMIT " + Long.MAX_VALUE + " OFFSET " + rows;
    };
  }

  /** Makes the table of epochs if it is not there. */
  String createEpochs(String table) {
    return "CREATE TABLE IF NOT EXISTS "
        + quoted(table)
        + " (id VARCHAR(120) NOT NULL PRIMARY KEY, epoch BIGINT NOT NULL)";
  }

  /** Adds a record of epochs if it is not there. */
  String addEpoch(String table) {
    return this == MYSQL
        ? "INSERT IGNORE INTO " + quoted(table) + " (id, epoch) VALUES (?, 0)"
        : "INSERT INTO " + quoted(table) + " (id, epoch) VALUES (?, 0) ON CONFLICT (id) DO NOTHING";
  }

  /** Records an epoch unless it, or a later one, is recorded. */
  String raiseEpoch(String table) {
    return "UPDATE " + quoted(table) + " SET epoch = ? WHERE id = ? AND epoch < ?";
  }

  /** Reads the epoch that was recorded last. */
  String readEpoch(String table) {
    return "SELECT epoch FROM " + quoted(table) + " WHERE id = ?";
  }

  /**
   * Has the transactions of a connection survive a crash of the database, where its settings allow
   * otherwise: what was committed is not written again.
   */
  void makeDurable(Connection connection) throws SQLException {
    if (this != POSTGRES) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement
          .executeQuery(
              "SELECT set_config('synchronous_commit', 'on', false)"
                  + " WHERE current_setting('synchronous_commit') = 'off'")
          .close();
    }
  }

  /** What a connection is told besides what the user says. */
  void addDefaults(Properties properties) {
    switch (this) {
      case POSTGRES -> {
        // A string is whatever type its column has, such as uuid or jsonb.
        properties.putIfAbsent("stringtype", "unspecified");
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("ApplicationName", "weir");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("reWriteBatchedInserts", "true");
      }
      case SQLITE -> properties.putIfAbsent("busy_timeout", "30000");
      case MYSQL -> {
        properties.putIfAbsent("connectTimeout", "10000");
        properties.putIfAbsent("rewriteBatchedStatements", "true");
      }
    }
  }
}
