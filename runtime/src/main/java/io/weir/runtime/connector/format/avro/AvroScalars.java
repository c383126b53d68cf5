package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.format.avro.AvroType.Kind;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.connector.format.text.Utf8;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How values that are not nested are read. */
final class AvroScalars {
  /** What one unit of a time is in microseconds; negative where several make one. */
  private static final Map<String, Integer> UNITS =
      Map.of(
          "timestamp-millis", 1_000,
          "local-timestamp-millis", 1_000,
          "timestamp-micros", 1,
          "local-timestamp-micros", 1,
          "timestamp-nanos", -1_000,
          "local-timestamp-nanos", -1_000);

  private AvroScalars() {}

  /** Reads a value into a row. */
  interface Read {
    void read(AvroInput in, ScalarBuilder target, int row);
  }

  /** What reads values of {@code from} as {@code to}; null if they do not fit. */
  static Read reader(AvroType from, LogicalType to) {
    return switch (to.kind()) {
      case BOOLEAN ->
          from.kind() == Kind.BOOLEAN
              ? (in, target, row) -> target.setBoolean(row, in.readByte() != 0)
              : null;
      case TINYINT -> integer(from, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> integer(from, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> integer(from, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(from, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> real(from, false);
      case DOUBLE -> real(from, true);
      case CHAR, VARCHAR -> text(from);
      case BINARY, VARBINARY -> bytes(from);
      case DATE ->
          from.kind() == Kind.INT ? (in, t, row) -> t.setInt(row, (int) in.readLong()) : null;
      case TIME -> time(from, to);
      case TIMESTAMP, TIMESTAMP_LTZ -> timestamp(from, to);
      case DECIMAL -> decimal(from, to);
      default -> null;
    };
  }

  private static boolean isInteger(AvroType type) {
    return type.kind() == Kind.INT || type.kind() == Kind.LONG;
  }

  private static Read integer(AvroType from, long least, long most) {
    if (!isInteger(from)) {
      return null;
    }
    return (in, target, row) -> {
      long value = in.readLong();
      if (value < least || value > most) {
        throw new BadValue(value + " is not in the range of " + target.type());
      }
      target.setInteger(row, value);
    };
  }

  private static Read real(AvroType from, boolean isDouble) {
    return switch (from.kind()) {
      case INT, LONG ->
          isDouble
              ? (in, target, row) -> target.setDouble(row, in.readLong())
              : (in, target, row) -> target.setFloat(row, in.readLong());
      case FLOAT ->
          isDouble
              ? (in, target, row) -> target.setDouble(row, in.readFloat())
              : (in, target, row) -> target.setFloat(row, in.readFloat());
      case DOUBLE -> isDouble ? (in, target, row) -> target.setDouble(row, in.readDouble()) : null;
      default -> null;
    };
  }

  private static Read text(AvroType from) {
    if (from.kind() == Kind.ENUM) {
      byte[][] symbols =
          from.names().stream()
              .map(name -> name.getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
      return (in, target, row) -> target.setBytes(row, symbols[in.readIndex(symbols.length)]);
    }
    if (from.kind() != Kind.STRING) {
      return null;
    }
    TextConverter texts = new TextConverter(TimestampStandard.SQL);
    return (in, target, row) -> {
      int length = in.readLength();
      long start = in.take(length);
      if (!Utf8.isValid(start, start + length)) {
        throw new BadValue("the bytes are not UTF-8");
      }
      texts.setString(target, row, start, start + length);
    };
  }

  private static Read bytes(AvroType from) {
    if (from.kind() == Kind.FIXED) {
      return (in, target, row) -> setBytes(target, row, in.take(from.size()), from.size());
    }
    if (from.kind() != Kind.BYTES && from.kind() != Kind.STRING) {
      return null;
    }
    return (in, target, row) -> {
      int length = in.readLength();
      setBytes(target, row, in.take(length), length);
    };
  }

  private static void setBytes(ScalarBuilder target, int row, long start, int length) {
    LogicalType type = target.type();
    boolean fits =
        type.kind() == TypeKind.BINARY ? length == type.precision() : length <= type.precision();
    if (!fits) {
      throw new BadValue(
          "the value has " + length + " bytes, which does not fit " + type,
          "declare the column as BYTES");
    }
    target.setBytes(row, start, length);
  }

  private static Read time(AvroType from, LogicalType to) {
    if (!isInteger(from)) {
      return null;
    }
    int perMilli = from.logical().equals("time-micros") ? 1_000 : 1;
    int step = power(Math.max(0, 3 - to.precision()));
    return (in, target, row) -> {
      long millis = Math.floorDiv(in.readLong(), perMilli);
      target.setInt(row, (int) (millis - Math.floorMod(millis, step)));
    };
  }

  private static Read timestamp(AvroType from, LogicalType to) {
    Integer unit = UNITS.get(from.logical());
    if (from.kind() != Kind.LONG || unit == null) {
      return null;
    }
    int step = power(6 - to.precision());
    return (in, target, row) -> {
      long value = in.readLong();
      if (unit > 0 && (value > Long.MAX_VALUE / unit || value < Long.MIN_VALUE / unit)) {
        throw new BadValue(value + " is not in the range of " + target.type());
      }
      long micros = unit < 0 ? Math.floorDiv(value, -unit) : value * unit;
      target.setLong(row, micros - Math.floorMod(micros, step));
    };
  }

  private static int power(int tens) {
    int power = 1;
    for (int i = 0; i < tens; i++) {
      power *= 10;
    }
    return power;
  }

  private static Read decimal(AvroType from, LogicalType to) {
    boolean fits =
        from.logical().equals("decimal")
            && (from.kind() == Kind.BYTES || from.kind() == Kind.FIXED)
            && from.scale() == to.scale()
            && from.precision() <= to.precision();
    if (!fits) {
      return null;
    }
    return (in, target, row) -> {
      int length = from.kind() == Kind.FIXED ? from.size() : in.readLength();
      long start = in.take(length);
      int extra = Math.max(0, length - 16);
      long sign = length > 0 && Memory.getByte(start) < 0 ? -1 : 0;
      for (int i = 0; i < extra; i++) {
        if (Memory.getByte(start + i) != (byte) sign) {
          throw new BadValue("a decimal of " + length + " bytes does not fit " + target.type());
        }
      }
      long high = sign;
      long low = sign;
      for (int i = extra; i < length; i++) {
        high = high << 8 | low >>> 56;
        low = low << 8 | Memory.getByte(start + i) & 0xFF;
      }
      target.setDecimal(row, low, high);
    };
  }
}
