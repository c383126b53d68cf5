package io.weir.runtime.connector.jdbc;

import io.weir.runtime.type.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes changes over a connection, some rows a round trip. Of each key there is one change. */
final class JdbcStatements {
  private final JdbcSink sink;
  private final JdbcDialect dialect;

  JdbcStatements(JdbcSink sink) {
    this.sink = sink;
    this.dialect = sink.options().dialect();
  }

  void write(Connection connection, Collection<JdbcChange> changes) throws SQLException {
    List<JdbcChange> deletes = changes.stream().filter(JdbcChange::isDelete).toList();
    List<JdbcChange> additions = changes.stream().filter(change -> !change.isDelete()).toList();
    List<Integer> key = sink.keyPositions();
    if (!deletes.isEmpty()) {
      execute(connection, dialect.delete(sink.options().table(), sink.key()), deletes, key);
    }
    if (!additions.isEmpty()) {
      List<String> columns = sink.schema().names();
      String table = sink.options().table();
      String sql =
          key.isEmpty()
              ? dialect.insert(table, columns)
              : dialect.upsert(table, columns, sink.key());
      execute(connection, sql, additions, sink.allPositions());
    }
  }

  private void execute(
      Connection connection, String sql, List<JdbcChange> changes, List<Integer> columns)
      throws SQLException {
    Schema schema = sink.schema();
    int atOnce = sink.options().rowsPerFlush();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (JdbcChange change : changes) {
        int index = 1;
        for (int column : columns) {
          Object value = change.values().get(column);
          JdbcValues.bind(dialect, statement, index++, schema.type(column), value);
        }
        statement.addBatch();
        if (++waiting == atOnce) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }
}
