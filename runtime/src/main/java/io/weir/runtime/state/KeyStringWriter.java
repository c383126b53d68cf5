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
    long end = from + length;
    long to = address;
    for (; from + 8 <= end && !mayNeedEscape(Memory.getLong(from)); from += 8, to += 8) {
      Memory.putLong(to, Memory.getLong(from));
    }
    for (; from < end; from++) {
      byte value = Memory.getByte(from);
      if (value == 0 || value == 1) {
        Memory.putByte(to++, (byte) 1);
        value++;
      }
      Memory.putByte(to++, value);
    }
    Memory.putByte(to, (byte) 0);
    return to + 1;
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
    int escapes = 0;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if (mayNeedEscape(Memory.getLong(address + i))) {
        for (int k = i; k < i + 8; k++) {
          escapes += isEscaped(Memory.getByte(address + k));
        }
      }
    }
    for (; i < length; i++) {
      escapes += isEscaped(Memory.getByte(address + i));
    }
    return escapes;
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
