package io.weir.runtime.state;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;

/**
 * Tells where an encoded key ends that is the beginning of something longer. All bytes may have
 * been combined with a mask by exclusive or, as those of columns are that are in descending order.
 */
public final class KeyExtent {
  private KeyExtent() {}

  /** The end of the key that begins at {@code address}. */
  public static long end(Schema key, long address) {
    long at = address;
    for (Field field : key.fields()) {
      at = end(field.type(), at, 0);
    }
    return at;
  }

  private static long end(LogicalType type, long address, int mask) {
    boolean isNull = Memory.getByte(address) == (byte) mask;
    return end(type, address, isNull, mask);
  }

  /**
   * The end of a column that begins at {@code address} with a marker.
   *
   * @param isNull what the marker says
   * @param mask of the bytes behind it
   */
  public static long end(LogicalType type, long address, boolean isNull, int mask) {
    int width = KeyEncoding.fixedWidth(type);
    if (width != KeyEncoding.NOT_FIXED) {
      return address + width;
    }
    long at = address + 1;
    if (isNull) {
      return at;
    }
    byte stop = (byte) mask;
    switch (type.kind()) {
      case ROW -> {
        for (Field field : type.fields()) {
          at = end(field.type(), at, mask);
        }
        return at;
      }
      case ARRAY -> {
        while (Memory.getByte(at++) != stop) {
          at = end(type.fields().get(0).type(), at, mask);
        }
        return at;
      }
      default -> {
        while (Memory.getByte(at) != stop) {
          at++;
        }
        return at + 1;
      }
    }
  }
}
