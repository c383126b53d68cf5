package io.weir.runtime.state;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;

/**
 * How key columns become bytes. The bytes are compared as unsigned strings, their order is the
 * order of the values (NULLs low), no key is the beginning of another, and two keys are the same
 * bytes exactly if all their values are equal. Part of every checkpoint's format: {@link #VERSION}
 * changes with it.
 *
 * <p>A column is a marker byte (0 for NULL, 1 for a value), then:
 *
 * <ul>
 *   <li>whole numbers, dates, times and intervals: big-endian in their own width, sign bit flipped;
 *   <li>FLOAT and DOUBLE: the IEEE bits, big-endian, sign bit flipped if positive, all bits if
 *       negative; −0.0 becomes 0.0 and every NaN the one that sorts highest;
 *   <li>DECIMAL: the unscaled value as a whole number, 8 bytes up to precision 18, else 16. All
 *       values of a column have its scale, so equal numbers have equal bytes; columns of different
 *       types must be cast to one type before they are keys of the same exchange or join;
 *   <li>strings and bytes: as they are, with 0x00 written as 0x01 0x01 and 0x01 as 0x01 0x02, and
 *       0x00 at the end;
 *   <li>ROW: its fields; ARRAY: 0x01 and the element for each element, and 0x00 at the end;
 *   <li>MAP: as an ARRAY of its entries, rows of key and value, in the order of their bytes, so
 *       that maps are equal in whatever order they were made; MULTISET: likewise, of elements and
 *       counts.
 * </ul>
 *
 * <p>A NULL of a type that always has the same width is filled up with zeros, so that keys of such
 * columns all have one length. The encoding does not depend on whether a type is declared NOT NULL.
 */
public final class KeyEncoding {
  /** Which encoding this is; stored in manifests. */
  public static final int VERSION = 1;

  /** The longest encoded key, in bytes. */
  public static final int MAX_KEY_BYTES = (1 << 24) - 1;

  static final int NOT_FIXED = -1;

  private KeyEncoding() {}

  /** The length that every encoded key of these columns has, or -1 if it depends on the values. */
  public static int fixedWidth(Schema key) {
    int width = 0;
    for (Field field : key.fields()) {
      int column = fixedWidth(field.type());
      if (column == NOT_FIXED) {
        return NOT_FIXED;
      }
      width += column;
    }
    return width;
  }

  /** The encoded length of every value of {@code type} with its marker, or {@link #NOT_FIXED}. */
  static int fixedWidth(LogicalType type) {
    return switch (type.kind()) {
      case NULL -> 1;
      case BOOLEAN, TINYINT -> 2;
      case SMALLINT -> 3;
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH, FLOAT -> 5;
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME, DOUBLE -> 9;
      case DECIMAL -> isShortDecimal(type) ? 9 : 17;
      case ROW -> {
        int width = fixedWidth(new Schema(type.fields()));
        yield width == NOT_FIXED ? NOT_FIXED : 1 + width;
      }
      case CHAR, VARCHAR, BINARY, VARBINARY, ARRAY, MAP, MULTISET -> NOT_FIXED;
    };
  }

  static boolean isShortDecimal(LogicalType type) {
    return type.precision() <= 18;
  }

  /** The bits of a double in an order-preserving, normalised form; see the class comment. */
  static long orderedBits(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  /** The double with these {@link #orderedBits}. */
  static double doubleOf(long ordered) {
    return Double.longBitsToDouble(ordered ^ (~ordered >> 63 | Long.MIN_VALUE));
  }

  /** The bits of a float in an order-preserving, normalised form; see the class comment. */
  static int orderedBits(float value) {
    int bits = Float.floatToIntBits(value == 0 ? 0.0f : value);
    return bits ^ (bits >> 31 | Integer.MIN_VALUE);
  }

  /** The float with these {@link #orderedBits}. */
  static float floatOf(int ordered) {
    return Float.intBitsToFloat(ordered ^ (~ordered >> 31 | Integer.MIN_VALUE));
  }
}
