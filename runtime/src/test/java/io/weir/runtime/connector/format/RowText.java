package io.weir.runtime.connector.format;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/** Prints the rows of batches, reading buffers as the engine does. */
public final class RowText {
  private RowText() {}

  /** A line for each row, values separated by a bar; newlines are shown as a backslash and n. */
  public static List<String> of(Batch batch) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      StringJoiner line = new StringJoiner(" | ");
      for (int i = 0; i < batch.schema().size(); i++) {
        line.add(value(batch.schema().type(i), Column.of(batch.vector(i)), row));
      }
      lines.add(
          batch.schema().size() == 0
              ? "()"
              : line.toString().replace("\n", "\\n").replace("\r", "\\r"));
    }
    return lines;
  }

  /** As {@link #of}, each line led by what the row does. */
  public static List<String> changes(Batch batch) {
    List<String> lines = new ArrayList<>();
    List<String> rows = of(batch);
    for (int row = 0; row < rows.size(); row++) {
      byte kind = batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[row];
      lines.add(RowKind.symbol(kind) + " " + rows.get(row));
    }
    return lines;
  }

  private static String value(LogicalType type, Column column, int row) {
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
      case DECIMAL -> decimal(type, column, row).toPlainString();
      case CHAR, VARCHAR -> new String(bytes(column, row), StandardCharsets.UTF_8);
      case BINARY, VARBINARY -> HexFormat.of().formatHex(bytes(column, row));
      case DATE -> LocalDate.ofEpochDay(column.getInt(row)).toString();
      case TIME -> LocalTime.ofNanoOfDay(column.getInt(row) * 1_000_000L).toString();
      case TIMESTAMP -> instant(column.getLong(row)).replace("Z", "");
      case TIMESTAMP_LTZ -> instant(column.getLong(row));
      case ARRAY -> elements(type, column, row).toString();
      case MAP -> entries(type.fields().get(1).type(), type, column, row);
      case MULTISET -> entries(LogicalType.int32(), type, column, row);
      case ROW -> fields(type, column, row);
      case NULL -> "NULL";
    };
  }

  private static String instant(long micros) {
    return Instant.EPOCH
        .plusNanos(0)
        .plusSeconds(Math.floorDiv(micros, 1_000_000L))
        .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000)
        .atOffset(ZoneOffset.UTC)
        .toString();
  }

  private static BigDecimal decimal(LogicalType type, Column column, int row) {
    BigInteger high = BigInteger.valueOf(column.getDecimalHigh(row)).shiftLeft(64);
    BigInteger low = new BigInteger(Long.toUnsignedString(column.getDecimalLow(row)));
    return new BigDecimal(high.add(low), type.scale());
  }

  private static byte[] bytes(Column column, int row) {
    byte[] bytes = new byte[column.getLength(row)];
    io.weir.runtime.vector.Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    return bytes;
  }

  private static List<String> elements(LogicalType type, Column column, int row) {
    List<String> texts = new ArrayList<>();
    for (int i = column.getStart(row); i < column.getEnd(row); i++) {
      texts.add(value(type.fields().get(0).type(), column.child(0), i));
    }
    return texts;
  }

  private static String entries(LogicalType valueType, LogicalType type, Column column, int row) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    Column entries = column.child(0);
    for (int i = column.getStart(row); i < column.getEnd(row); i++) {
      text.add(
          value(type.fields().get(0).type(), entries.child(0), i)
              + "="
              + value(valueType, entries.child(1), i));
    }
    return text.toString();
  }

  private static String fields(LogicalType type, Column column, int row) {
    StringJoiner text = new StringJoiner(", ", "(", ")");
    for (int i = 0; i < type.fields().size(); i++) {
      text.add(value(type.fields().get(i).type(), column.child(i), row));
    }
    return text.toString();
  }
}
