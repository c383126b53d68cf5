package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.LookupAnswer;
import io.weir.runtime.connector.LookupReader;
import io.weir.runtime.connector.LookupSettings;
import io.weir.runtime.connector.LookupSource;
import io.weir.runtime.request.Requests.Request;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table that is asked for the rows of keys, many in one statement.
 *
 * @param source the table and the columns of its rows
 * @param keys the columns whose values are given
 */
record JdbcLookup(JdbcSource source, List<String> keys, LookupSettings settings)
    implements LookupSource {
  @Override
  public String describe() {
    return source.options()
        + ", by "
        + String.join(", ", keys)
        + ", cache "
        + settings.cache().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void prepare() {
    source.verify(List.of());
  }

  @Override
  public LookupReader open() {
    return new Reader(this);
  }

  private static final class Reader implements LookupReader {
    private static final int MOST_KEYS = 256;

    private final JdbcLookup lookup;
    private final JdbcOptions options;
    private final JdbcConnections connections;

    Reader(JdbcLookup lookup) {
      this.lookup = lookup;
      this.options = lookup.source.options();
      this.connections = new JdbcConnections(options);
    }

    @Override
    public int mostKeys() {
      return MOST_KEYS;
    }

    @Override
    public Request<LookupAnswer> request(
        Batch rows, List<Integer> columns, int[] positions, int from, int to) {
      List<LogicalType> types = columns.stream().map(rows.schema()::type).toList();
      List<List<Object>> asked = new ArrayList<>();
      for (int i = from; i < to; i++) {
        List<Object> key = new ArrayList<>();
        for (int k = 0; k < types.size(); k++) {
          key.add(Values.read(types.get(k), rows.vector(columns.get(k)), positions[i]));
        }
        asked.add(key);
      }
      return () -> ask(types, asked);
    }

    private JdbcRows ask(List<LogicalType> types, List<List<Object>> asked) {
      String doing = "looking up rows of table '" + lookup.source.table() + "'";
      Connection connection = connections.take(doing);
      boolean isWhole = false;
      try {
        JdbcRows found = ask(connection, types, asked);
        isWhole = true;
        return found;
      } catch (SQLException e) {
        throw JdbcErrors.ofReading(e, doing, options);
      } finally {
        if (isWhole) {
          connections.give(connection);
        } else {
          // What broke it has likely broken those that nobody uses now, too.
          JdbcConnections.closeQuietly(connection);
          connections.closeIdle();
        }
      }
    }

    private JdbcRows ask(Connection connection, List<LogicalType> types, List<List<Object>> asked)
        throws SQLException {
      // A few lengths of statements, so that the database knows them: the last key fills up.
      int length = Integer.highestOneBit(Math.max(1, asked.size() * 2 - 1));
      String sql =
          options
              .dialect()
              .lookup(options.table(), lookup.source.schema().names(), lookup.keys, length);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int index = 1;
        for (int i = 0; i < length; i++) {
          List<Object> key = asked.get(Math.min(i, asked.size() - 1));
          for (int k = 0; k < types.size(); k++) {
            JdbcValues.bind(options.dialect(), statement, index++, types.get(k), key.get(k));
          }
        }
        JdbcRows found = new JdbcRows(lookup.source.schema());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            found.add(options.dialect(), rows);
          }
        }
        return found;
      }
    }

    @Override
    public void close() {
      connections.close();
    }
  }
}
