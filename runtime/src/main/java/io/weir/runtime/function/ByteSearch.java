package io.weir.runtime.function;

import io.weir.runtime.vector.Memory;

/** Search for bytes in off-heap memory. */
final class ByteSearch {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /**
   * The index of the first occurrence of the needle at or after {@code from}, or -1. Looks for the
   * needle's first byte eight bytes at a time (the zero-byte test of Warren, Hacker's Delight, 6-1)
   * and compares the rest there.
   */
  static int indexOf(long text, int textLength, long needle, int needleLength, int from) {
    int last = textLength - needleLength;
    if (needleLength == 0) {
      return from <= textLength ? from : -1;
    }
    byte first = Memory.getByte(needle);
    long pattern = ONES * (first & 0xFF);
    int i = from;
    while (i <= last) {
      if (i + 8 <= textLength) {
        long word = Memory.getLong(text + i) ^ pattern;
        long zeros = (word - ONES) & ~word & HIGHS;
        if (zeros == 0) {
          i += 8;
          continue;
        }
        i += Long.numberOfTrailingZeros(zeros) >>> 3;
        if (i > last) {
          return -1;
        }
      } else if (Memory.getByte(text + i) != first) {
        i++;
        continue;
      }
      if (Memory.equals(text + i, needle, needleLength)) {
        return i;
      }
      i++;
    }
    return -1;
  }
}
