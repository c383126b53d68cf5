package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import io.weir.runtime.vector.LongForm;

/**
 * Reads columns into arrays and writes single values back, so that the loops over groups need to
 * know only a few physical forms.
 */
final class Values {
  private Values() {}

  /**
   * Reads values of at most 64 bits whose order is that of signed numbers: whole numbers, dates,
   * times, intervals, booleans, DECIMAL up to 18 digits, and floating-point numbers as {@link
   * #orderedBits}.
   */
  static void readLongs(Column column, LogicalType type, int[] rows, int count, long[] to) {
    switch (type.kind()) {
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getLong(rows[i]);
        }
      }
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getInt(rows[i]);
        }
      }
      case SMALLINT -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getShort(rows[i]);
        }
      }
      case TINYINT -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getByte(rows[i]);
        }
      }
      case BOOLEAN -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getBoolean(rows[i]) ? 1 : 0;
        }
      }
      case DECIMAL -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getDecimalLow(rows[i]);
        }
      }
      case DOUBLE -> {
        for (int i = 0; i < count; i++) {
          to[i] = orderedBits(column.getDouble(rows[i]));
        }
      }
      case FLOAT -> {
        for (int i = 0; i < count; i++) {
          to[i] = orderedBits(column.getFloat(rows[i]));
        }
      }
      default -> throw new AssertionError(type + " has no 64-bit form");
    }
  }

  /** Whether {@link #readLongs} can read values of this type without losing any. */
  static boolean fitLongs(LogicalType type) {
    return switch (type.kind()) {
      case DECIMAL -> type.precision() <= 18;
      case BIGINT,
          TIMESTAMP,
          TIMESTAMP_LTZ,
          INTERVAL_DAY_TIME,
          INT,
          DATE,
          TIME,
          INTERVAL_YEAR_MONTH,
          SMALLINT,
          TINYINT,
          BOOLEAN,
          DOUBLE,
          FLOAT ->
          true;
      default -> false;
    };
  }

  /** Writes a value of the form that {@link #readLongs} reads. */
  static void writeLong(Column to, LogicalType type, int row, long value) {
    LongForm.write(to, type, row, value);
  }

  static void readDoubles(Column column, LogicalType type, int[] rows, int count, double[] to) {
    switch (type.kind()) {
      case DOUBLE -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getDouble(rows[i]);
        }
      }
      case FLOAT -> {
        for (int i = 0; i < count; i++) {
          to[i] = column.getFloat(rows[i]);
        }
      }
      default -> throw new AssertionError(type + " is not a floating-point type");
    }
  }

  /** A number of any type as a double. */
  static double readDouble(Column column, LogicalType type, int row) {
    return switch (type.kind()) {
      case TINYINT -> column.getByte(row);
      case SMALLINT -> column.getShort(row);
      case INT -> column.getInt(row);
      case BIGINT -> column.getLong(row);
      case FLOAT -> column.getFloat(row);
      case DOUBLE -> column.getDouble(row);
      case DECIMAL -> Decimals.read(column, row, type.scale()).doubleValue();
      default -> throw new AssertionError(type + " is not a number");
    };
  }

  static void writeDouble(Column to, LogicalType type, int row, double value) {
    switch (type.kind()) {
      case DOUBLE -> to.putDouble(row, value);
      case FLOAT -> to.putFloat(row, (float) value);
      default -> throw new AssertionError(type + " is not a floating-point type");
    }
  }

  /**
   * The bits of a double as a number with the order of the doubles: -0.0 below 0.0, all NaNs one
   * and above the rest.
   */
  static long orderedBits(double value) {
    return LongForm.orderedBits(value);
  }

  /** The double with these {@link #orderedBits}. */
  static double doubleOf(long ordered) {
    return LongForm.doubleOf(ordered);
  }
}
