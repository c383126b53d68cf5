package io.weir.runtime.connector.jdbc;

import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Numbers of SQLite, whose columns hold whatever was put into them: a driver's answer to what is
 * none would be 0.
 */
final class SqliteValues {
  private SqliteValues() {}

  /**
   * A value of type BOOLEAN, of a whole number or of a floating-point number.
   *
   * @param value as the driver has it by itself; null for NULL
   * @throws SQLException if it is no such value
   */
  static Object read(Object value, LogicalType type) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> truth(value, type);
      case FLOAT, DOUBLE ->
          value instanceof Number number ? number.doubleValue() : number(value, type).doubleValue();
      default -> {
        if (value instanceof Integer || value instanceof Long) {
          yield ((Number) value).longValue();
        }
        try {
          yield number(value, type).longValueExact();
        } catch (ArithmeticException e) {
          throw JdbcValues.misfit(value, type);
        }
      }
    };
  }

  private static boolean truth(Object value, LogicalType type) throws SQLException {
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw misread(value, type);
    };
  }

  private static BigDecimal number(Object value, LogicalType type) throws SQLException {
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      throw misread(value, type);
    }
  }

  private static SQLException misread(Object value, LogicalType type) {
    String found = value instanceof byte[] ? "a BLOB" : "'" + value + "'";
    return new SQLException(found + " is no " + type.withNullable(true), "22018");
  }
}
