package io.weir.runtime.function.cast;

import io.weir.runtime.vector.Memory;

/** Tests of single bytes of text. */
final class Ascii {
  private Ascii() {}

  static boolean isBlank(long address) {
    byte c = Memory.getByte(address);
    return c >= 0 && c <= ' ';
  }

  static boolean isDigit(long address) {
    byte c = Memory.getByte(address);
    return c >= '0' && c <= '9';
  }

  static boolean is(long address, char ascii) {
    return Memory.getByte(address) == ascii;
  }
}
