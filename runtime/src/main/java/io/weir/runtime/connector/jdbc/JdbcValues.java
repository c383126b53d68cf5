package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values between the form of {@link io.weir.runtime.vector.Values} and a driver's. SQLite has no
 * types for times: they are texts there, as its own functions write them.
 */
final class JdbcValues {
  private static final long MICROS = 1_000_000;
  private static final DateTimeFormatter SPACED =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private JdbcValues() {}

  /**
   * Refuses columns of types that have no counterpart.
   *
   * @param isRead whether the table is read; arrays are only then known
   */
  static void check(TableDescriptor table, JdbcDialect dialect, boolean isRead) {
    for (Field field : table.schema().fields()) {
      LogicalType type = field.type();
      boolean isArray = type.kind() == TypeKind.ARRAY && dialect == JdbcDialect.POSTGRES && isRead;
      if (!isScalar(isArray ? type.fields().get(0).type() : type)) {
        throw new OptionException(
            "connector",
            "column \""
                + field.name()
                + "\" is "
                + type.withNullable(true)
                + ", and connector 'jdbc' "
                + (isRead ? "reads" : "writes")
                + " no values of that type",
            "declare it as STRING, and convert in the query");
      }
    }
    if (!table.metadata().isEmpty()) {
      throw new OptionException(
          "connector", "connector 'jdbc' has no metadata columns", "leave METADATA out");
    }
  }

  private static boolean isScalar(LogicalType type) {
    return switch (type.kind()) {
      case ARRAY, MAP, MULTISET, ROW, NULL, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> false;
      default -> true;
    };
  }

  /** Sets a parameter of a statement. */
  static void bind(
      JdbcDialect dialect, PreparedStatement statement, int index, LogicalType type, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, sqlType(dialect, type));
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case TINYINT, SMALLINT -> statement.setShort(index, ((Number) value).shortValue());
      case INT -> statement.setInt(index, ((Number) value).intValue());
      case BIGINT -> statement.setLong(index, ((Number) value).longValue());
      case FLOAT -> statement.setFloat(index, ((Number) value).floatValue());
      case DOUBLE -> statement.setDouble(index, ((Number) value).doubleValue());
      case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
      case CHAR, VARCHAR -> statement.setString(index, (String) value);
      case BINARY, VARBINARY -> statement.setBytes(index, (byte[]) value);
      case DATE ->
          time(dialect, statement, index, LocalDate.ofEpochDay(((Number) value).longValue()));
      case TIME ->
          time(
              dialect,
              statement,
              index,
              LocalTime.ofNanoOfDay(((Number) value).longValue() * 1_000_000));
      case TIMESTAMP -> time(dialect, statement, index, timestamp((Long) value));
      case TIMESTAMP_LTZ -> instant(dialect, statement, index, timestamp((Long) value));
      default -> throw new AssertionError("a value of type " + type);
    }
  }

  private static void time(
      JdbcDialect dialect, PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (dialect != JdbcDialect.SQLITE) {
      statement.setObject(index, value);
    } else if (value instanceof LocalDateTime time) {
      statement.setString(index, SPACED.format(time));
    } else if (value instanceof LocalTime time) {
      statement.setString(index, DateTimeFormatter.ISO_LOCAL_TIME.format(time));
    } else {
      statement.setString(index, value.toString());
    }
  }

  private static void instant(
      JdbcDialect dialect, PreparedStatement statement, int index, LocalDateTime utc)
      throws SQLException {
    switch (dialect) {
      case SQLITE -> statement.setString(index, SPACED.format(utc) + "Z");
      case POSTGRES -> statement.setObject(index, utc.atOffset(ZoneOffset.UTC));
      case MYSQL -> statement.setObject(index, utc);
    }
  }

  private static LocalDateTime timestamp(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
  }

  private static int sqlType(JdbcDialect dialect, LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN -> dialect == JdbcDialect.POSTGRES ? Types.BOOLEAN : Types.INTEGER;
      case TINYINT, SMALLINT -> Types.SMALLINT;
      case INT -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case FLOAT -> Types.REAL;
      case DOUBLE -> Types.DOUBLE;
      case DECIMAL -> Types.NUMERIC;
      case BINARY, VARBINARY -> Types.BINARY;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMP -> Types.TIMESTAMP;
      case TIMESTAMP_LTZ ->
          dialect == JdbcDialect.POSTGRES ? Types.TIMESTAMP_WITH_TIMEZONE : Types.TIMESTAMP;
      default -> Types.VARCHAR;
    };
  }

  /**
   * The value of a column of the present row.
   *
   * @throws SQLException also if the table's column cannot hold what the database's does
   */
  static Object read(JdbcDialect dialect, ResultSet rows, int index, Field column)
      throws SQLException {
    Object value = readPresent(dialect, rows, index, column.type());
    if (value == null || rows.wasNull()) {
      if (!column.type().nullable()) {
        throw new SQLException(
            "column \"" + column.name() + "\" is " + column.type() + ", and NULL was found",
            JdbcErrors.NULL_READ);
      }
      return null;
    }
    if (value instanceof Number number && !fits(number, column.type().kind())) {
      throw misfit(number, column.type());
    }
    return value;
  }

  private static boolean fits(Number value, TypeKind kind) {
    return switch (kind) {
      case TINYINT -> value.longValue() == value.byteValue();
      case SMALLINT -> value.longValue() == value.shortValue();
      case INT -> value.longValue() == value.intValue();
      case FLOAT -> Double.isInfinite(value.doubleValue()) || !Float.isInfinite(value.floatValue());
      default -> true;
    };
  }

  static SQLException misfit(Object value, LogicalType type) {
    // Drivers give the ends of time for infinity.
    String text = value.toString().replaceFirst("^[+]?(-?)999999999-.*", "$1infinity");
    return new SQLException(
        "the value " + text + " does not fit " + type.withNullable(true),
        JdbcErrors.TOO_LARGE_TO_READ);
  }

  private static Object readPresent(
      JdbcDialect dialect, ResultSet rows, int index, LogicalType type) throws SQLException {
    boolean isNumber = type.kind() == TypeKind.BOOLEAN || type.kind().isNumeric();
    if (dialect == JdbcDialect.SQLITE && isNumber && type.kind() != TypeKind.DECIMAL) {
      return SqliteValues.read(rows.getObject(index), type);
    }
    return switch (type.kind()) {
      case BOOLEAN -> rows.getBoolean(index);
      case TINYINT, SMALLINT, INT, BIGINT -> rows.getLong(index);
      case FLOAT, DOUBLE -> rows.getDouble(index);
      case DECIMAL -> decimal(rows.getBigDecimal(index), type);
      case BINARY, VARBINARY -> rows.getBytes(index);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> time(dialect, rows, index, type);
      case ARRAY -> array(dialect, rows.getArray(index), type);
      default -> rows.getString(index);
    };
  }

  /** Arrays are read as results of two columns: the number of an element, and the element. */
  private static Object array(JdbcDialect dialect, Array array, LogicalType type)
      throws SQLException {
    if (array == null) {
      return null;
    }
    Field element = new Field("element", type.fields().get(0).type());
    List<Object> values = new ArrayList<>();
    try (ResultSet elements = array.getResultSet()) {
      while (elements.next()) {
        values.add(read(dialect, elements, 2, element));
      }
    }
    return values;
  }

  private static BigDecimal decimal(BigDecimal value, LogicalType type) throws SQLException {
    if (value == null) {
      return null;
    }
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > type.precision()) {
      throw misfit(value, type);
    }
    return scaled;
  }

  private static Object time(JdbcDialect dialect, ResultSet rows, int index, LogicalType type)
      throws SQLException {
    if (dialect == JdbcDialect.SQLITE) {
      String text = rows.getString(index);
      return text == null ? null : parsed(text.strip(), type);
    }
    return switch (type.kind()) {
      case DATE -> {
        LocalDate date = rows.getObject(index, LocalDate.class);
        yield date == null ? null : days(date, type);
      }
      case TIME -> {
        LocalTime time = rows.getObject(index, LocalTime.class);
        yield time == null ? null : (int) (time.toNanoOfDay() / 1_000_000);
      }
      case TIMESTAMP -> {
        LocalDateTime time = rows.getObject(index, LocalDateTime.class);
        yield time == null ? null : micros(time, type);
      }
      default -> {
        if (dialect == JdbcDialect.MYSQL) {
          LocalDateTime time = rows.getObject(index, LocalDateTime.class);
          yield time == null ? null : micros(time, type);
        }
        OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
        yield time == null ? null : micros(time.toInstant(), time, type);
      }
    };
  }

  private static Object parsed(String text, LogicalType type) throws SQLException {
    try {
      String spaced = text.replace('T', ' ');
      return switch (type.kind()) {
        case DATE -> days(LocalDate.parse(text.substring(0, Math.min(10, text.length()))), type);
        case TIME -> (int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000);
        case TIMESTAMP -> micros(LocalDateTime.parse(spaced, SPACED), type);
        default -> {
          boolean hasZone = spaced.endsWith("Z");
          String local = hasZone ? spaced.substring(0, spaced.length() - 1) : spaced;
          yield micros(LocalDateTime.parse(local, SPACED), type);
        }
      };
    } catch (java.time.DateTimeException e) {
      throw new SQLException("'" + text + "' is no " + type.withNullable(true), "22007");
    }
  }

  private static int days(LocalDate date, LogicalType type) throws SQLException {
    long days = date.toEpochDay();
    if (days != (int) days) {
      throw misfit(date, type);
    }
    return (int) days;
  }

  private static long micros(LocalDateTime time, LogicalType type) throws SQLException {
    return micros(time.toInstant(ZoneOffset.UTC), time, type);
  }

  private static long micros(Instant instant, Object found, LogicalType type) throws SQLException {
    long micros;
    try {
      // Not by the unit of microseconds: that counts nanoseconds first, of which there are too
      // many.
      micros =
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    } catch (ArithmeticException e) {
      throw misfit(found, type);
    }
    long unit = 1;
    for (int digits = type.precision(); digits < 6; digits++) {
      unit *= 10;
    }
    return Math.floorDiv(micros, unit) * unit;
  }
}
