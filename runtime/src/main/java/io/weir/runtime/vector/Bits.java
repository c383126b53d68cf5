package io.weir.runtime.vector;

/** Runs of bits in off-heap bitmaps, least significant bit first as in Arrow. */
public final class Bits {
  private Bits() {}

  /**
   * The {@code count} bits (1 to 64) from bit {@code index} on, in the low bits of the answer.
   * Reads no byte beyond the last bit.
   */
  public static long get(long address, int index, int count) {
    long at = address + (index >>> 3);
    int shift = index & 7;
    if (shift == 0 && count == 64) {
      return Memory.getLong(at);
    }
    int bytes = (shift + count + 7) >>> 3;
    long word = 0;
    for (int i = 0; i < Math.min(bytes, 8); i++) {
      word |= (Memory.getByte(at + i) & 0xFFL) << (i << 3);
    }
    word >>>= shift;
    if (bytes > 8) {
      word |= (Memory.getByte(at + 8) & 0xFFL) << (64 - shift);
    }
    return count == 64 ? word : word & ((1L << count) - 1);
  }

  /**
   * Sets the {@code count} bits (1 to 64) from bit {@code index} on, which must be a multiple of 8,
   * to the low bits of {@code word}. The other bits of the last byte become zero.
   */
  public static void put(long address, int index, int count, long word) {
    long at = address + (index >>> 3);
    if (count == 64) {
      Memory.putLong(at, word);
      return;
    }
    long rest = word & ((1L << count) - 1);
    for (int i = 0; i < count; i += 8) {
      Memory.putByte(at++, (byte) rest);
      rest >>>= 8;
    }
  }

  /** Sets {@code count} bits from bit 0 on; the rest of the last byte is undefined. */
  public static void fill(long address, int count, boolean value) {
    Memory.fill(address, (count + 7) >>> 3, (byte) (value ? 0xFF : 0));
  }
}
