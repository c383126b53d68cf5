package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as SQL literals. */
final class LiteralText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);

  private LiteralText() {}

  /** The literal that means {@code value}, which has the form of Values. */
  static String of(LogicalType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case BOOLEAN -> (Boolean) value ? "TRUE" : "FALSE";
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case CHAR, VARCHAR -> quoted((String) value);
      case BINARY, VARBINARY -> "X'" + HexFormat.of().formatHex((byte[]) value) + "'";
      case DATE -> "DATE '" + LocalDate.ofEpochDay(((Number) value).longValue()) + "'";
      case TIME ->
          "TIME '"
              + TIME.format(LocalTime.ofNanoOfDay(((Number) value).longValue() * 1_000_000L))
              + "'";
      case TIMESTAMP -> "TIMESTAMP '" + timestamp((Long) value) + "'";
      case TIMESTAMP_LTZ -> "TIMESTAMP_LTZ '" + timestamp((Long) value) + "Z'";
      case INTERVAL_YEAR_MONTH -> yearMonth(((Number) value).longValue());
      case INTERVAL_DAY_TIME -> dayTime((Long) value);
      case ARRAY ->
          ((List<?>) value)
              .stream()
                  .map(element -> of(type.fields().get(0).type(), element))
                  .collect(Collectors.joining(", ", "ARRAY[", "]"));
      case ROW -> row(type, (List<?>) value);
      case MAP, MULTISET -> map(type, (Map<?, ?>) value);
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String timestamp(long micros) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1000,
            ZoneOffset.UTC);
    return time.toLocalDate() + " " + TIME.format(time);
  }

  private static String yearMonth(long months) {
    String sign = months < 0 ? "-" : "";
    long size = Math.abs(months);
    return size % 12 == 0
        ? "INTERVAL '" + sign + size / 12 + "' YEAR"
        : size < 12
            ? "INTERVAL '" + sign + size + "' MONTH"
            : "INTERVAL '" + sign + size / 12 + "-" + size % 12 + "' YEAR TO MONTH";
  }

  private static String dayTime(long micros) {
    String sign = micros < 0 ? "-" : "";
    long size = Math.abs(micros);
    String[] units = {"DAY", "HOUR", "MINUTE", "SECOND"};
    long[] lengths = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L};
    for (int i = 0; i < units.length; i++) {
      if (size % lengths[i] == 0 && size > 0) {
        return "INTERVAL '" + sign + size / lengths[i] + "' " + units[i];
      }
    }
    BigDecimal seconds = BigDecimal.valueOf(size, 6).stripTrailingZeros();
    return "INTERVAL '" + sign + seconds.toPlainString() + "' SECOND";
  }

  private static String row(LogicalType type, List<?> values) {
    StringBuilder text = new StringBuilder("ROW(");
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(of(type.fields().get(i).type(), values.get(i)));
    }
    return text.append(")").toString();
  }

  private static String map(LogicalType type, Map<?, ?> map) {
    LogicalType keys = type.fields().get(0).type();
    LogicalType values =
        type.fields().size() > 1 ? type.fields().get(1).type() : LogicalType.int32();
    return map.entrySet().stream()
        .map(entry -> of(keys, entry.getKey()) + ", " + of(values, entry.getValue()))
        .collect(Collectors.joining(", ", type.kind() + "[", "]"));
  }
}
