package io.weir.runtime.function;

import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;

/** Whole numbers of any width, where speed does not matter. */
public final class Integers {
  private Integers() {}

  /** The value of a TINYINT, SMALLINT, INT or BIGINT slot. */
  public static long get(TypeKind kind, Column column, int slot) {
    return switch (kind) {
      case TINYINT -> column.getByte(slot);
      case SMALLINT -> column.getShort(slot);
      case INT -> column.getInt(slot);
      default -> column.getLong(slot);
    };
  }

  /** Writes the low bits of a value to a TINYINT, SMALLINT, INT or BIGINT slot. */
  public static void put(TypeKind kind, Column column, int row, long value) {
    switch (kind) {
      case TINYINT -> column.putByte(row, (byte) value);
      case SMALLINT -> column.putShort(row, (short) value);
      case INT -> column.putInt(row, (int) value);
      default -> column.putLong(row, value);
    }
  }
}
