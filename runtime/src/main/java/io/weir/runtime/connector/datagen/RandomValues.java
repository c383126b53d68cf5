package io.weir.runtime.connector.datagen;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.connector.generator.Draw;
import io.weir.runtime.connector.generator.GeneratorOptions;
import io.weir.runtime.connector.generator.ValueGenerator;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Random values of one type that is not nested, within the limits that options give. */
final class RandomValues {
  private static final long DAY_MILLIS = 86_400_000;
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final int CHARACTERS_PER_DRAW = 16;

  private final String path;
  private final LogicalType type;
  private final Options options;
  private final int purpose;

  RandomValues(String path, LogicalType type, Options options, int purpose) {
    this.path = path;
    this.type = type;
    this.options = options;
    this.purpose = purpose;
  }

  ValueGenerator generator() {
    return switch (type.kind()) {
      case BOOLEAN ->
          (row, key, slot, target) ->
              scalar(target).setBoolean(slot, row.draw().bits(key, purpose) < 0);
      case TINYINT -> integer(Byte.MIN_VALUE, Byte.MAX_VALUE, 1);
      case SMALLINT -> integer(Short.MIN_VALUE, Short.MAX_VALUE, 1);
      case INT, INTERVAL_YEAR_MONTH -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE, 1);
      case BIGINT -> integer(Long.MIN_VALUE, Long.MAX_VALUE, 1);
      case INTERVAL_DAY_TIME -> integer(Long.MIN_VALUE / 1000, Long.MAX_VALUE / 1000, 1000);
      case FLOAT -> floating(Float.MIN_VALUE, Float.MAX_VALUE);
      case DOUBLE -> floating(Double.MIN_VALUE, Double.MAX_VALUE);
      case DECIMAL -> decimal();
      case CHAR, VARCHAR -> text();
      case BINARY, VARBINARY -> bytes();
      case DATE ->
          (row, key, slot, target) ->
              scalar(target).setInt(slot, (int) Math.floorDiv(row.millis(), DAY_MILLIS));
      case TIME ->
          (row, key, slot, target) ->
              scalar(target).setInt(slot, (int) Math.floorMod(row.millis(), DAY_MILLIS));
      case TIMESTAMP, TIMESTAMP_LTZ -> time();
      case NULL, ARRAY, MAP, MULTISET, ROW ->
          throw new AssertionError("not a value of its own: " + type);
    };
  }

  private ValueGenerator integer(long least, long most, long factor) {
    long min = bound(".min", BigDecimal.valueOf(least), least, most).longValue();
    long max = bound(".max", BigDecimal.valueOf(most), least, most).longValue();
    checkOrder(min <= max);
    long range = max - min + 1;
    return (row, key, slot, target) -> {
      long bits = row.draw().bits(key, purpose);
      long value = min + (range == 0 ? bits : scaled(bits, range));
      scalar(target).setInteger(slot, value * factor);
    };
  }

  /** The random bits as a number from 0 to below {@code bound}, both without a sign. */
  private static long scaled(long bits, long bound) {
    return Math.multiplyHigh(bits, bound) + (bits >> 63 & bound) + (bound >> 63 & bits);
  }

  private ValueGenerator floating(double least, double most) {
    double min = options.has(path + ".min") ? number(".min").doubleValue() : least;
    double max = options.has(path + ".max") ? number(".max").doubleValue() : most;
    checkOrder(min <= max);
    return (row, key, slot, target) -> {
      double share = (row.draw().bits(key, purpose) >>> 11) * 0x1p-53;
      double value = min * (1 - share) + max * share;
      if (type.kind() == TypeKind.FLOAT) {
        scalar(target).setFloat(slot, (float) value);
      } else {
        scalar(target).setDouble(slot, value);
      }
    };
  }

  private ValueGenerator decimal() {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger min = unscaled(".min", most.negate(), most);
    BigInteger max = unscaled(".max", most, most);
    checkOrder(min.compareTo(max) <= 0);
    BigInteger range = max.subtract(min).add(BigInteger.ONE);
    if (range.bitLength() < Long.SIZE && min.bitLength() < Long.SIZE) {
      long first = min.longValue();
      long count = range.longValue();
      return (row, key, slot, target) -> {
        long value = first + scaled(row.draw().bits(key, purpose), count);
        scalar(target).setDecimal(slot, value, value >> 63);
      };
    }
    return (row, key, slot, target) -> {
      BigInteger bits =
          new BigInteger(Long.toUnsignedString(row.draw().bits(key, purpose)))
              .shiftLeft(Long.SIZE)
              .add(new BigInteger(Long.toUnsignedString(row.draw().bits(key, ~purpose))));
      BigInteger value = min.add(bits.mod(range));
      scalar(target).setDecimal(slot, value.longValue(), value.shiftRight(Long.SIZE).longValue());
    };
  }

  private BigInteger unscaled(String key, BigInteger otherwise, BigInteger most) {
    if (!options.has(path + key)) {
      return otherwise;
    }
    BigInteger value = number(key).setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    checkHeld(key, value.abs().compareTo(most) <= 0);
    return value;
  }

  private ValueGenerator text() {
    int length = length();
    boolean isVarying = type.kind() == TypeKind.VARCHAR && options.flag(path + ".var-len");
    byte[] characters = new byte[length];
    return (row, key, slot, target) -> {
      int used = used(row.draw(), key, length, isVarying);
      for (int i = 0; i < used; i += CHARACTERS_PER_DRAW) {
        long bits = row.draw().bits(key, purpose + (i + 1 << 8));
        for (int j = i; j < Math.min(used, i + CHARACTERS_PER_DRAW); j++) {
          characters[j] = HEX[(int) (bits & 15)];
          bits >>>= 4;
        }
      }
      scalar(target)
          .setBytes(slot, used == length ? characters : java.util.Arrays.copyOf(characters, used));
    };
  }

  private ValueGenerator bytes() {
    int length = length();
    boolean isVarying = type.kind() == TypeKind.VARBINARY && options.flag(path + ".var-len");
    return (row, key, slot, target) -> {
      byte[] content = new byte[used(row.draw(), key, length, isVarying)];
      for (int i = 0; i < content.length; i++) {
        content[i] =
            (byte) (row.draw().bits(key, purpose + ((i >> 3) + 1 << 8)) >>> ((i & 7) << 3));
      }
      scalar(target).setBytes(slot, content);
    };
  }

  private int used(Draw draw, long key, int length, boolean isVarying) {
    return isVarying && length > 0 ? 1 + (int) draw.below(key, purpose, length) : length;
  }

  private int length() {
    if (type.kind() == TypeKind.CHAR || type.kind() == TypeKind.BINARY) {
      return type.precision();
    }
    long length = GeneratorOptions.atLeast(options, path + ".length", 0);
    if (length > type.precision()) {
      throw new OptionException(
          path + ".length",
          "option '" + path + ".length' is " + length + ", more than " + type + " holds",
          null);
    }
    return (int) length;
  }

  private ValueGenerator time() {
    long past = options.duration(path + ".max-past").toMillis();
    return (row, key, slot, target) ->
        scalar(target)
            .setLong(slot, (row.millis() - row.draw().below(key, purpose, past + 1)) * 1000);
  }

  private BigDecimal bound(String key, BigDecimal otherwise, long least, long most) {
    if (!options.has(path + key)) {
      return otherwise;
    }
    BigDecimal value = number(key).setScale(0, RoundingMode.DOWN);
    checkHeld(
        key,
        value.compareTo(BigDecimal.valueOf(least)) >= 0
            && value.compareTo(BigDecimal.valueOf(most)) <= 0);
    return value;
  }

  private BigDecimal number(String key) {
    return GeneratorOptions.number(options, path + key);
  }

  private void checkHeld(String key, boolean isHeld) {
    if (!isHeld) {
      throw new OptionException(
          path + key,
          "option '" + path + key + "': " + type + " does not hold " + options.text(path + key),
          null);
    }
  }

  private void checkOrder(boolean isOrdered) {
    if (!isOrdered) {
      throw new OptionException(
          path + ".max", "option '" + path + ".max' is less than '" + path + ".min'", null);
    }
  }

  private static ScalarBuilder scalar(ValueBuilder target) {
    return (ScalarBuilder) target;
  }
}
