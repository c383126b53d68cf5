package io.weir.query;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The other engine, with a database in memory. */
public final class DuckDb implements AutoCloseable {
  private static final int ROWS_A_STATEMENT = 500;

  private final Connection connection;

  /** An empty database. */
  public DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET TimeZone = 'UTC'");
    execute("SET threads = 1");
    execute("SET default_null_order = 'nulls_first'");
  }

  /** Runs a statement. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query as lines, sorted. */
  public List<String> lines(String query) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> cells = new ArrayList<>();
      while (rows.next()) {
        cells.clear();
        for (int i = 1; i <= columns; i++) {
          cells.add(CellText.ofDuckDb(rows.getObject(i)));
        }
        lines.add(String.join(" | ", cells));
      }
    }
    lines.sort(null);
    return lines;
  }

  /**
   * Makes a table.
   *
   * @param rows values in the form of {@link io.weir.runtime.vector.Values}
   */
  public void createTable(String name, Schema schema, List<List<Object>> rows) throws SQLException {
    String columns =
        schema.fields().stream()
            .map(field -> quoted(field.name()) + " " + type(field.type()))
            .collect(Collectors.joining(", "));
    execute("CREATE TABLE " + quoted(name) + " (" + columns + ")");
    for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
      List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT));
      String values =
          some.stream().map(row -> literals(schema, row)).collect(Collectors.joining(",\n"));
      execute("INSERT INTO " + quoted(name) + " VALUES " + values);
    }
  }

  private static String literals(Schema schema, List<Object> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      cells.add(literal(schema.type(i), row.get(i)));
    }
    return "(" + String.join(", ", cells) + ")";
  }

  private static String literal(LogicalType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT -> value.toString();
      case FLOAT, DOUBLE, DECIMAL -> text(value.toString()) + "::" + type(type);
      case ARRAY -> {
        LogicalType element = type.fields().get(0).type();
        yield ((List<?>) value)
            .stream()
                .map(item -> literal(element, item))
                .collect(Collectors.joining(", ", "[", "]"));
      }
      case MAP -> {
        List<String> entries = new ArrayList<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, item) ->
                    entries.add(
                        literal(type.fields().get(0).type(), key)
                            + ": "
                            + literal(type.fields().get(1).type(), item)));
        yield "MAP {" + String.join(", ", entries) + "}";
      }
      case ROW -> {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
          Field field = type.fields().get(i);
          Object item = ((List<?>) value).get(i);
          fields.add(text(field.name()) + ": " + literal(field.type(), item));
        }
        yield "{" + String.join(", ", fields) + "}";
      }
      case BINARY, VARBINARY -> {
        StringBuilder bytes = new StringBuilder("'");
        for (byte b : (byte[]) value) {
          bytes.append(String.format("\\x%02X", b));
        }
        yield bytes + "'::BLOB";
      }
      case TIMESTAMP_LTZ ->
          text(CellText.ofWeir(type, value).replace("Z", "+00")) + "::TIMESTAMPTZ";
      case CHAR, VARCHAR -> text((String) value);
      default -> text(CellText.ofWeir(type, value)) + "::" + type(type);
    };
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A name that may be a reserved word. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String type(LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, BIGINT, DATE, TIME, FLOAT, DOUBLE, TIMESTAMP ->
          type.kind().toString();
      case INT -> "INTEGER";
      case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
      case CHAR, VARCHAR -> "VARCHAR";
      case BINARY, VARBINARY -> "BLOB";
      case TIMESTAMP_LTZ -> "TIMESTAMPTZ";
      case ARRAY -> type(type.fields().get(0).type()) + "[]";
      case MAP ->
          "MAP("
              + type(type.fields().get(0).type())
              + ", "
              + type(type.fields().get(1).type())
              + ")";
      case ROW ->
          type.fields().stream()
              .map(field -> quoted(field.name()) + " " + type(field.type()))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
      default -> throw new AssertionError("DuckDB gets no table with a column of " + type);
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
