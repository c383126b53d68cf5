package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.time.SystemClock;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A database and tables of it, as Weir and as others see them. */
final class JdbcKit implements AutoCloseable {
  private final String url;
  private final BufferAllocator allocator = new RootAllocator();

  JdbcKit(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  BufferAllocator allocator() {
    return allocator;
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, their values divided by a bar. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        result.add(String.join("|", values));
      }
      return result;
    }
  }

  TableDescriptor table(String name, String schema, List<String> key, Map<String, String> options) {
    TreeMap<String, String> all = new TreeMap<>(Map.of("connector", "jdbc", "url", url));
    all.put("table-name", name);
    all.putAll(options);
    return new TableDescriptor("t", TypeText.schema(schema), Map.of(), key, List.of(), all);
  }

  Source source(TableDescriptor table) {
    return new JdbcConnector()
        .createSource(table, IntStream.range(0, table.schema().size()).boxed().toList());
  }

  Sink sink(TableDescriptor table) {
    return new JdbcConnector().createSink(table);
  }

  Sink.WriterContext context() {
    return new Sink.WriterContext(
        0, 1, "inc", List.of(), SystemClock.INSTANCE, allocator, DirectRequests.INSTANCE);
  }

  /** A batch whose rows begin with their kind: {@code +[1, "a"]}, {@code -[1, "a"]}. */
  Batch batch(TableDescriptor table, String... rows) {
    String[] values = new String[rows.length];
    byte[] kinds = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = rows[i].substring(1);
      kinds[i] = (byte) (rows[i].charAt(0) == '-' ? 3 : 0);
    }
    Batch inserts = JsonBatches.of(table.schema(), allocator, values);
    return new Batch(
        inserts.schema(), inserts.vectors(), rows.length, Selection.all(rows.length), kinds, null);
  }

  /** The rows of each split from a position on. */
  List<List<String>> read(Source source, long from) throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (Split split : source.discover()) {
      SplitPosition position = from == 0 ? null : new SplitPosition(from, from);
      List<String> rows = new ArrayList<>();
      try (SplitReader reader = source.open(split, position, allocator, DirectRequests.INSTANCE)) {
        while (!reader.isFinished()) {
          try (Batch batch = reader.read()) {
            rows.addAll(batch == null ? List.of() : RowText.of(batch));
          }
        }
      }
      all.add(rows);
    }
    return all;
  }

  @Override
  public void close() {
    allocator.close();
  }
}
