package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * Two independent 64-bit hashes of the bytes of a row, which together name it within its key in the
 * store: that two rows of one key agree in both is as unlikely as that a file's content hash
 * repeats, and is found out rather than believed. Part of every checkpoint's format.
 */
final class RowHash {
  private static final long[] SEEDS = {0x2d358dccaa6c78a5L, 0x8bb84b93962eacc9L};
  private static final long S1 = 0x4b33a62ed433d4a3L;
  private static final long S2 = 0x4d5a2da51de1aa47L;

  private RowHash() {}

  /** The first hash, which is also the one that tables in memory use. */
  static long first(long address, int length) {
    return of(address, length, SEEDS[0]);
  }

  /** The second hash. */
  static long second(long address, int length) {
    return of(address, length, SEEDS[1]);
  }

  private static long of(long address, int length, long start) {
    long seed = start;
    long at = address;
    int left = length;
    while (left > 16) {
      seed = mix(Memory.getLong(at) ^ S1, Memory.getLong(at + 8) ^ seed);
      at += 16;
      left -= 16;
    }
    long a = word(at, Math.min(8, left));
    long b = left > 8 ? word(at + 8, left - 8) : 0;
    return mix(S2 ^ length, mix(a ^ S1, b ^ seed));
  }

  private static long word(long address, int length) {
    if (length == 8) {
      return Memory.getLong(address);
    }
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | Memory.getByte(address + i) & 0xffL;
    }
    return word;
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
