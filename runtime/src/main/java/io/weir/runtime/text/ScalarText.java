package io.weir.runtime.text;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;

/**
 * The text of values of one scalar type, which is the same in every text format; strings are
 * neither quoted nor escaped. Formats decide on NULL, bytes and nested values themselves.
 */
@FunctionalInterface
public interface ScalarText {
  /** Appends the value at {@code row}, which is not NULL. */
  void append(Column column, int row, Utf8Buffer out);

  /**
   * The text of {@code type}, which is neither nested nor bytes nor NULL. Intervals are written as
   * their number of months and of milliseconds.
   */
  static ScalarText of(LogicalType type, TimestampStyle style) {
    int scale = type.scale();
    int digits = style.padsFraction() ? type.precision() : 0;
    return switch (type.kind()) {
      case BOOLEAN ->
          (column, row, out) -> out.appendAscii(Boolean.toString(column.getBoolean(row)));
      case TINYINT -> (column, row, out) -> NumberText.appendLong(out, column.getByte(row));
      case SMALLINT -> (column, row, out) -> NumberText.appendLong(out, column.getShort(row));
      case INT, INTERVAL_YEAR_MONTH ->
          (column, row, out) -> NumberText.appendLong(out, column.getInt(row));
      case BIGINT -> (column, row, out) -> NumberText.appendLong(out, column.getLong(row));
      case INTERVAL_DAY_TIME ->
          (column, row, out) -> NumberText.appendLong(out, column.getLong(row) / 1_000);
      case FLOAT -> (column, row, out) -> NumberText.appendFloat(out, column.getFloat(row));
      case DOUBLE -> (column, row, out) -> NumberText.appendDouble(out, column.getDouble(row));
      case DECIMAL ->
          (column, row, out) ->
              NumberText.appendDecimal(
                  out, column.getDecimalLow(row), column.getDecimalHigh(row), scale);
      case CHAR, VARCHAR ->
          (column, row, out) -> out.appendMemory(column.getAddress(row), column.getLength(row));
      case DATE -> (column, row, out) -> TimeText.appendDate(out, column.getInt(row));
      case TIME -> (column, row, out) -> TimeText.appendTime(out, column.getInt(row), digits);
      case TIMESTAMP ->
          (column, row, out) ->
              TimeText.appendTimestamp(out, column.getLong(row), style.separator(), digits);
      case TIMESTAMP_LTZ ->
          (column, row, out) -> {
            long local = style.toLocalMicros(column.getLong(row));
            TimeText.appendTimestamp(out, local, style.separator(), digits);
            out.appendAscii(style.zoneSuffix());
          };
      case BINARY, VARBINARY, ARRAY, MAP, MULTISET, ROW, NULL ->
          throw new IllegalArgumentException("no scalar text for " + type);
    };
  }

  /**
   * The text of a DECIMAL as Java's {@code BigDecimal.toString} has it: with an exponent where the
   * value is below a millionth.
   */
  static ScalarText ofDecimalWithExponent(LogicalType type) {
    int scale = type.scale();
    if (scale <= 6) {
      return of(type, TimestampStyle.SQL);
    }
    return (column, row, out) ->
        out.appendAscii(
            NumberText.decimal(column.getDecimalLow(row), column.getDecimalHigh(row), scale)
                .toString());
  }
}
