package io.weir.runtime.connector.datagen;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.connector.generator.ValueGenerator;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Values that count up from row to row. */
final class Sequences {
  private Sequences() {}

  static boolean fits(TypeKind kind) {
    return kind.isNumeric() || kind.isCharacter();
  }

  /**
   * The sequence of a type.
   *
   * @throws OptionException if the type does not hold its ends
   */
  static ValueGenerator of(LogicalType type, String path, long start, long end) {
    checkHeld(type, path + ".start", start);
    checkHeld(type, path + ".end", end);
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT ->
          (row, key, slot, target) -> scalar(target).setInteger(slot, start + row.number());
      case FLOAT -> (row, key, slot, target) -> scalar(target).setFloat(slot, start + row.number());
      case DOUBLE ->
          (row, key, slot, target) -> scalar(target).setDouble(slot, start + row.number());
      case DECIMAL -> {
        BigInteger factor = BigInteger.TEN.pow(type.scale());
        yield (row, key, slot, target) -> {
          BigInteger unscaled = BigInteger.valueOf(start + row.number()).multiply(factor);
          scalar(target)
              .setDecimal(slot, unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
        };
      }
      default ->
          (row, key, slot, target) -> {
            String text = Long.toString(start + row.number());
            if (type.kind() == TypeKind.CHAR) {
              text = text + " ".repeat(type.precision() - text.length());
            }
            scalar(target).setBytes(slot, text.getBytes(StandardCharsets.US_ASCII));
          };
    };
  }

  private static void checkHeld(LogicalType type, String key, long value) {
    boolean isHeld =
        switch (type.kind()) {
          case TINYINT -> value == (byte) value;
          case SMALLINT -> value == (short) value;
          case INT -> value == (int) value;
          case DECIMAL ->
              new BigDecimal(value).precision() <= type.precision() - type.scale() || value == 0;
          case CHAR, VARCHAR -> Long.toString(value).length() <= type.precision();
          default -> true;
        };
    if (!isHeld) {
      throw new OptionException(
          key, "option '" + key + "': " + type + " does not hold " + value, null);
    }
  }

  private static ScalarBuilder scalar(ValueBuilder target) {
    return (ScalarBuilder) target;
  }
}
