package io.weir.runtime.connector.format.text;

import io.weir.runtime.vector.Memory;

/** Checks UTF-8 in memory. */
public final class Utf8 {
  private static final long HIGHS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7). */
  public static boolean isValid(long start, long end) {
    long p = start;
    while (p < end) {
      if (end - p >= Long.BYTES && (Memory.getLong(p) & HIGHS) == 0) {
        p += Long.BYTES;
        continue;
      }
      int c = Memory.getByte(p) & 0xFF;
      if (c < 0x80) {
        p++;
        continue;
      }
      int length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
      if (c < 0xC2 || c > 0xF4 || p + length > end) {
        return false;
      }
      int second = Memory.getByte(p + 1) & 0xFF;
      int least = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
      int most = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
      if (second < least || second > most) {
        return false;
      }
      for (int i = 2; i < length; i++) {
        if ((Memory.getByte(p + i) & 0xC0) != 0x80) {
          return false;
        }
      }
      p += length;
    }
    return true;
  }

  /** The number of characters of well-formed UTF-8. */
  public static int codePoints(long start, long end) {
    int count = 0;
    for (long p = start; p < end; p++) {
      count += (Memory.getByte(p) & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }
}
