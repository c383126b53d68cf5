package io.weir.runtime.state;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Memory;

/** Writes strings and bytes: escaped, and ended by a zero byte. */
final class KeyStringWriter extends KeyColumnWriter {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  KeyStringWriter() {
    super(KeyEncoding.NOT_FIXED);
  }

  @Override
  int length(int row) {
    if (column.isNull(row)) {
      return 1;
    }
    int length = column.getLength(row);
    return 2 + length + escapes(column.getAddress(row), length);
  }

  @Override
  void addLengths(Selection selection, int[] lengths) {
    int count = selection.count();
    for (int i = 0; i < count; i++) {
      lengths[i] += length(selection.row(i));
    }
  }

  @Override
  long writeValue(int row, long address) {
    int length = column.getLength(row);
    long from = column.getAddress(row);
    long to = isPlain(from, length) ? copy(from, length, address) : escape(from, length, address);
    Memory.putByte(to, (byte) 0);
    return to + 1;
  }

  /** Copies whole words, the last of which may overlap the one before. */
  private static long copy(long from, int length, long to) {
    if (length >= 8) {
      int last = length - 8;
      for (int i = 0; i < last; i += 8) {
        Memory.putLong(to + i, Memory.getLong(from + i));
      }
      Memory.putLong(to + last, Memory.getLong(from + last));
    } else if (length >= 4) {
      Memory.putInt(to, Memory.getInt(from));
      Memory.putInt(to + length - 4, Memory.getInt(from + length - 4));
    } else {
      for (int i = 0; i < length; i++) {
        Memory.putByte(to + i, Memory.getByte(from + i));
      }
    }
    return to + length;
  }

  private static long escape(long from, int length, long address) {
    long to = address;
    for (int i = 0; i < length; i++) {
      byte value = Memory.getByte(from + i);
      if (isEscaped(value) != 0) {
        Memory.putByte(to++, (byte) 1);
        value++;
      }
      Memory.putByte(to++, value);
    }
    return to;
  }

  @Override
  void writeAt(Selection selection, long base, int[] positions) {
    int count = selection.count();
    for (int i = 0; i < count; i++) {
      positions[i] = (int) (write(selection.row(i), base + positions[i]) - base);
    }
  }

  /** How many bytes of a string are 0x00 or 0x01. */
  private static int escapes(long address, int length) {
    if (isPlain(address, length)) {
      return 0;
    }
    int escapes = 0;
    for (int i = 0; i < length; i++) {
      escapes += isEscaped(Memory.getByte(address + i));
    }
    return escapes;
  }

  /** Whether no byte of a string needs an escape for sure: the answer is no for some others too. */
  private static boolean isPlain(long address, int length) {
    if (length >= 8) {
      int last = length - 8;
      for (int i = 0; i < last; i += 8) {
        if (mayNeedEscape(Memory.getLong(address + i))) {
          return false;
        }
      }
      return !mayNeedEscape(Memory.getLong(address + last));
    }
    if (length >= 4) {
      long low = Memory.getInt(address) & 0xffffffffL;
      return !mayNeedEscape(low | (long) Memory.getInt(address + length - 4) << 32);
    }
    for (int i = 0; i < length; i++) {
      if (isEscaped(Memory.getByte(address + i)) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int isEscaped(byte value) {
    return (value & 0xfe) == 0 ? 1 : 0;
  }

  /**
   * Whether a byte below 2 may be among eight: never misses one (the test for zero bytes of
   * "Hacker's Delight", 6-1, after clearing the low bit of each).
   */
  private static boolean mayNeedEscape(long word) {
    long even = word & ~LOW_BITS;
    return (even - LOW_BITS & ~even & HIGH_BITS) != 0;
  }
}
