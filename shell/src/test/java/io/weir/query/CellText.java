package io.weir.query;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of both engines as one text: numbers by what they are worth whatever their type, with ten
 * digits if they are floating.
 */
final class CellText {
  private static final MathContext FLOATING = new MathContext(10);
  private static final long MICROS = 1_000_000;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter();

  private CellText() {}

  /** A value in the form of {@link io.weir.runtime.vector.Values}. */
  static String ofWeir(LogicalType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIME -> TIME.format(LocalTime.ofNanoOfDay((Integer) value * 1_000_000L));
      case TIMESTAMP -> timestamp(ofMicros((Long) value));
      case TIMESTAMP_LTZ -> timestamp(ofMicros((Long) value)) + "Z";
      case ARRAY -> {
        LogicalType element = type.fields().get(0).type();
        yield list(((List<?>) value).stream().map(item -> ofWeir(element, item)).toList());
      }
      case MAP -> map((Map<?, ?>) value, type.fields().get(0).type(), type.fields().get(1).type());
      case MULTISET -> map((Map<?, ?>) value, type.fields().get(0).type(), LogicalType.bigint());
      case ROW -> {
        List<?> values = (List<?>) value;
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
          Field field = type.fields().get(i);
          cells.add(ofWeir(field.type(), values.get(i)));
        }
        yield "(" + String.join(", ", cells) + ")";
      }
      default -> scalar(value);
    };
  }

  private static String map(Map<?, ?> map, LogicalType keyType, LogicalType valueType) {
    Map<String, String> sorted = new TreeMap<>();
    map.forEach((key, item) -> sorted.put(ofWeir(keyType, key), ofWeir(valueType, item)));
    return sorted.toString();
  }

  /** A value as DuckDB's driver hands it out. */
  static String ofDuckDb(Object value) throws SQLException {
    if (value instanceof Timestamp timestamp) {
      return timestamp(timestamp.toLocalDateTime());
    } else if (value instanceof LocalDateTime timestamp) {
      return timestamp(timestamp);
    } else if (value instanceof OffsetDateTime instant) {
      return timestamp(instant.atZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
    } else if (value instanceof LocalTime time) {
      return TIME.format(time);
    } else if (value instanceof Array array) {
      return list(texts(Arrays.asList((Object[]) array.getArray())));
    } else if (value instanceof Struct struct) {
      return "(" + String.join(", ", texts(Arrays.asList(struct.getAttributes()))) + ")";
    } else if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sorted.put(ofDuckDb(entry.getKey()), ofDuckDb(entry.getValue()));
      }
      return sorted.toString();
    } else if (value instanceof Blob blob) {
      return scalar(blob.getBytes(1, (int) blob.length()));
    }
    return scalar(value);
  }

  private static List<String> texts(List<?> values) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(ofDuckDb(value));
    }
    return texts;
  }

  private static String scalar(Object value) {
    if (value == null) {
      return "NULL";
    } else if (value instanceof Double || value instanceof Float) {
      return floating(((Number) value).doubleValue());
    } else if (value instanceof BigInteger integer) {
      return integer.toString();
    } else if (value instanceof BigDecimal decimal) {
      return plain(decimal);
    } else if (value instanceof byte[] bytes) {
      return "x" + HexFormat.of().formatHex(bytes);
    }
    return value
        .toString()
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("|", "\\p");
  }

  private static String floating(double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? Double.toString(value)
        : plain(new BigDecimal(value).round(FLOATING));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String list(List<String> cells) {
    return "[" + String.join(", ", cells) + "]";
  }

  private static LocalDateTime ofMicros(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
  }

  private static String timestamp(LocalDateTime timestamp) {
    return timestamp.toLocalDate() + " " + TIME.format(timestamp.toLocalTime());
  }
}
