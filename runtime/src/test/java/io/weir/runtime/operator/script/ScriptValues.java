package io.weir.runtime.operator.script;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Values as they are written in scripts. */
final class ScriptValues {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);
  private static final int SHORT_TIME_LENGTH = 8;

  private ScriptValues() {}

  /** Microseconds of a timestamp; without a date it is on 1970-01-01. */
  static long micros(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    boolean hasDate = local.length() > SHORT_TIME_LENGTH && local.contains("-");
    LocalDateTime time = LocalDateTime.parse(hasDate ? local : "1970-01-01 " + local, TIMESTAMP);
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
  }

  /** A TIMESTAMP(3) as it is printed. */
  static String timestampOf(long millis) {
    return timestamp(millis * 1_000, LogicalType.timestamp(3));
  }

  static void write(FieldVector vector, LogicalType type, int row, String text) {
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
    if (text.equals("NULL")) {
      vector.setNull(row);
      return;
    }
    if (type.kind().isVariableWidth()) {
      byte[] bytes =
          type.kind().isCharacter()
              ? unquoted(text).getBytes(StandardCharsets.UTF_8)
              : HexFormat.of().parseHex(text.substring(2));
      ((BaseVariableWidthVector) vector).setSafe(row, bytes);
      return;
    }
    Column column = Column.forWriting(vector);
    column.setValid(row);
    switch (type.kind()) {
      case BOOLEAN -> column.putBoolean(row, Boolean.parseBoolean(text));
      case TINYINT -> column.putByte(row, Byte.parseByte(text));
      case SMALLINT -> column.putShort(row, Short.parseShort(text));
      case INT, INTERVAL_YEAR_MONTH -> column.putInt(row, Integer.parseInt(text));
      case BIGINT, INTERVAL_DAY_TIME -> column.putLong(row, Long.parseLong(text));
      case FLOAT -> column.putFloat(row, Float.parseFloat(text));
      case DOUBLE -> column.putDouble(row, Double.parseDouble(text));
      case DECIMAL -> {
        BigInteger unscaled = new BigDecimal(text).setScale(type.scale()).unscaledValue();
        column.putDecimal(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
      }
      case DATE -> column.putInt(row, (int) LocalDate.parse(text).toEpochDay());
      case TIME -> column.putInt(row, (int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000));
      case TIMESTAMP, TIMESTAMP_LTZ -> column.putLong(row, micros(text));
      default -> throw new IllegalArgumentException("no values of " + type + " in scripts");
    }
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  static String read(FieldVector vector, LogicalType type, int row) {
    Column column = Column.of(vector);
    if (column.isNull(row)) {
      return "NULL";
    }
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.toString(column.getBoolean(row));
      case TINYINT -> Byte.toString(column.getByte(row));
      case SMALLINT -> Short.toString(column.getShort(row));
      case INT, INTERVAL_YEAR_MONTH -> Integer.toString(column.getInt(row));
      case BIGINT, INTERVAL_DAY_TIME -> Long.toString(column.getLong(row));
      case FLOAT -> Float.toString(column.getFloat(row));
      case DOUBLE -> Double.toString(column.getDouble(row));
      case DECIMAL -> decimal(column, type, row).toPlainString();
      case DATE -> LocalDate.ofEpochDay(column.getInt(row)).toString();
      case TIME -> LocalTime.ofNanoOfDay(column.getInt(row) * 1_000_000L).toString();
      case TIMESTAMP, TIMESTAMP_LTZ -> timestamp(column.getLong(row), type);
      case CHAR, VARCHAR -> string(new String(bytes(column, row), StandardCharsets.UTF_8));
      case BINARY, VARBINARY -> "0x" + HexFormat.of().formatHex(bytes(column, row));
      case ARRAY, MAP, MULTISET, ROW -> Values.read(type, column, row).toString();
      default -> throw new IllegalArgumentException("no values of " + type + " in scripts");
    };
  }

  private static BigDecimal decimal(Column column, LogicalType type, int row) {
    BigInteger low = new BigInteger(Long.toUnsignedString(column.getDecimalLow(row)));
    BigInteger high = BigInteger.valueOf(column.getDecimalHigh(row)).shiftLeft(64);
    return new BigDecimal(high.add(low), type.scale());
  }

  private static String timestamp(long micros, LogicalType type) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1_000,
            ZoneOffset.UTC);
    return TIMESTAMP.format(time) + (type.kind() == TypeKind.TIMESTAMP_LTZ ? "Z" : "");
  }

  private static String string(String value) {
    boolean isPlain =
        !value.isEmpty()
            && value.equals(value.strip())
            && !value.contains("|")
            && !value.equals("NULL");
    return isPlain ? value : "'" + value + "'";
  }

  private static byte[] bytes(Column column, int row) {
    byte[] bytes = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    return bytes;
  }
}
