package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.LookupSettings;
import io.weir.runtime.connector.LookupSource;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.request.Requests;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A table that is read as it is when its rows are reached, in a fixed order: of the primary key, or
 * of all columns that are read. After a restart the rows that lie before the position are passed
 * over, so that a table that does not change meanwhile is read exactly once.
 *
 * @param table the table's name in the catalog
 * @param schema the columns that are read
 * @param key the primary key's columns; empty if none is declared
 */
record JdbcSource(String table, Schema schema, List<String> key, JdbcOptions options)
    implements Source {
  private static final String WHERE = "where";
  private static final String SQL = "sql";

  static JdbcSource of(TableDescriptor table, List<Integer> columns, JdbcOptions options) {
    Schema schema = table.schema().project(columns);
    if (options.options().has(JdbcOptions.PARTITION_COLUMN)) {
      String column = options.options().text(JdbcOptions.PARTITION_COLUMN);
      OptionalInt index = table.schema().indexOf(column);
      boolean isNumber = index.isPresent() && isWhole(table.schema().type(index.getAsInt()).kind());
      if (!isNumber) {
        throw new OptionException(
            JdbcOptions.PARTITION_COLUMN,
            "\"" + column + "\" is no column of whole numbers of the table",
            null);
      }
    }
    return new JdbcSource(table.name(), schema, table.primaryKey(), options);
  }

  private static boolean isWhole(TypeKind kind) {
    return switch (kind) {
      case TINYINT, SMALLINT, INT, BIGINT -> true;
      default -> false;
    };
  }

  @Override
  public String describe() {
    String parts =
        options.options().has(JdbcOptions.PARTITION_COLUMN)
            ? ", in "
                + options.options().integer(JdbcOptions.PARTITIONS)
                + " parts by "
                + options.options().text(JdbcOptions.PARTITION_COLUMN)
            : "";
    return options + parts;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public Optional<String> rewindCondition() {
    return Optional.of("as long as nobody changes the table meanwhile");
  }

  private String doing() {
    return "reading table '" + table + "'";
  }

  @Override
  public List<Split> discover() {
    check();
    List<Split> splits = new ArrayList<>();
    List<String> conditions = conditions();
    for (int i = 0; i < conditions.size(); i++) {
      SortedMap<String, String> properties = new TreeMap<>();
      properties.put(WHERE, conditions.get(i));
      properties.put(SQL, options.dialect().select(options.table(), schema.names()));
      String name = "part " + (i + 1) + " of " + conditions.size();
      splits.add(new Split("part-" + i, options.table() + ", " + name, properties));
    }
    return splits;
  }

  /** Which rows each part has; those without a value, and outside of the bounds, are in none. */
  private List<String> conditions() {
    if (!options.options().has(JdbcOptions.PARTITION_COLUMN)) {
      return List.of("");
    }
    String column = options.dialect().quoted(options.options().text(JdbcOptions.PARTITION_COLUMN));
    long lower = options.options().integer(JdbcOptions.LOWER);
    long upper = options.options().integer(JdbcOptions.UPPER);
    long parts = options.options().integer(JdbcOptions.PARTITIONS);
    BigInteger width =
        BigInteger.valueOf(upper).subtract(BigInteger.valueOf(lower)).add(BigInteger.ONE);
    List<String> conditions = new ArrayList<>();
    for (long i = 0; i < parts; i++) {
      BigInteger from = bound(lower, width, i, parts);
      BigInteger to = bound(lower, width, i + 1, parts);
      if (from.compareTo(to) < 0) {
        conditions.add(column + " >= " + from + " AND " + column + " < " + to);
      }
    }
    return conditions;
  }

  private static BigInteger bound(long lower, BigInteger width, long part, long parts) {
    return width
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(parts))
        .add(BigInteger.valueOf(lower));
  }

  @Override
  public void verify(List<Split> splits) {
    check();
  }

  private void check() {
    String doing = "preparing to read table '" + table + "'";
    Connection connection = JdbcConnections.open(options, doing);
    try {
      JdbcChecks.columns(connection, options, schema.names(), doing);
    } finally {
      JdbcConnections.closeQuietly(connection);
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
    throw new AssertionError("a reader of a database needs I/O threads");
  }

  @Override
  public SplitReader open(
      Split split, SplitPosition position, BufferAllocator allocator, Requests requests) {
    long done = position == null ? 0 : position.records();
    String where = split.properties().get(WHERE);
    boolean isKeyRead = !key.isEmpty() && key.stream().allMatch(schema.names()::contains);
    String order =
        isKeyRead
            ? options.dialect().list(key)
            : schema.fields().stream()
                .map(options.dialect()::ordered)
                .collect(Collectors.joining(", "));
    String sql =
        options.dialect().select(options.table(), schema.names())
            + (where.isEmpty() ? "" : " WHERE " + where)
            + " ORDER BY "
            + order
            + (done > 0 ? options.dialect().offset(done) : "");
    return new JdbcReader(this, sql, done, doing(), allocator, requests);
  }

  @Override
  public Optional<LookupSource> lookup(List<Integer> keys) {
    LookupSettings settings = LookupSettings.of(options.options());
    return Optional.of(new JdbcLookup(this, keys.stream().map(schema::name).toList(), settings));
  }
}
