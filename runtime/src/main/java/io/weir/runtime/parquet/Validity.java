package io.weir.runtime.parquet;

import io.weir.runtime.vector.Memory;

/** Sets ranges of a validity bitmap. */
final class Validity {
  private Validity() {}

  /** Sets the bits {@code [from, from + count)} at {@code address}. */
  static void set(long address, int from, int count) {
    int end = from + count;
    int bit = from;
    while (bit < end && (bit & 7) != 0) {
      set(address, bit++);
    }
    int bytes = (end - bit) >>> 3;
    if (bytes > 0) {
      Memory.fill(address + (bit >>> 3), bytes, (byte) 0xFF);
      bit += bytes << 3;
    }
    while (bit < end) {
      set(address, bit++);
    }
  }

  private static void set(long address, int bit) {
    long at = address + (bit >>> 3);
    Memory.putByte(at, (byte) (Memory.getByte(at) | (1 << (bit & 7))));
  }
}
