package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * From hash to row number: open addressing with linear probing. A slot is 8 bytes: the whole hash
 * as a tag, and the row number plus one; 0 is empty. A slot's home comes from the top bits of the
 * hash times a constant (Fibonacci hashing, Knuth 6.4), because the key groups of an instance fix
 * some of the hash's own bits. Homes keep their order when the index doubles, so growing reads and
 * writes in sequence. Deleting shifts back what follows (Knuth 6.4, algorithm R).
 */
final class SlotIndex {
  private static final int GOLDEN = 0x9E3779B1;
  private static final int MIN_BITS = 4;

  private final TableMemory memory;
  private long slots;
  private int bits;
  private int shift;
  private int mask;
  private int used;
  private int threshold;

  SlotIndex(TableMemory memory) {
    this.memory = memory;
    allocate(MIN_BITS);
  }

  long base() {
    return slots;
  }

  int shift() {
    return shift;
  }

  int mask() {
    return mask;
  }

  static int home(int hash, int shift) {
    return hash * GOLDEN >>> shift;
  }

  static long slotOf(int hash, int row) {
    return (long) hash << 32 | (row + 1) & 0xffffffffL;
  }

  /** The slot after {@code position}'s. */
  int next(int position) {
    return (position + 1) & mask;
  }

  long slot(int position) {
    return Memory.getLong(slots + ((long) position << 3));
  }

  /** Adds a row that is not there. */
  void insert(int hash, int row) {
    if (used >= threshold) {
      grow();
    }
    place(slotOf(hash, row));
    used++;
  }

  private void place(long slot) {
    int position = home((int) (slot >>> 32), shift);
    while (slot(position) != 0) {
      position = next(position);
    }
    Memory.putLong(slots + ((long) position << 3), slot);
  }

  /** Removes a row that is there. */
  void remove(int hash, int row) {
    long slot = slotOf(hash, row);
    int hole = home(hash, shift);
    while (slot(hole) != slot) {
      hole = next(hole);
    }
    int position = hole;
    while (true) {
      position = next(position);
      long following = slot(position);
      if (following == 0) {
        break;
      }
      int home = home((int) (following >>> 32), shift);
      if (((position - home) & mask) >= ((position - hole) & mask)) {
        Memory.putLong(slots + ((long) hole << 3), following);
        hole = position;
      }
    }
    Memory.putLong(slots + ((long) hole << 3), 0);
    used--;
  }

  /** Empties the index and makes room for {@code rows}. */
  void reset(int rows) {
    int needed = MIN_BITS;
    while (thresholdOf(needed) <= rows) {
      needed++;
    }
    close();
    allocate(needed);
  }

  private void grow() {
    long old = slots;
    long oldSlots = 1L << bits;
    allocate(bits + 1);
    int kept = 0;
    for (long at = old, end = old + (oldSlots << 3); at < end; at += 8) {
      long slot = Memory.getLong(at);
      if (slot != 0) {
        place(slot);
        kept++;
      }
    }
    used = kept;
    memory.free(old, oldSlots << 3);
  }

  private void allocate(int newBits) {
    if (newBits > 30) {
      throw io.weir.runtime.error.WeirException.permanent(
          "one instance of a state table holds more than " + thresholdOf(30) + " keys",
          "raise parallelism.default");
    }
    slots = memory.allocateForCopy(8L << newBits);
    Memory.fill(slots, 8L << newBits, (byte) 0);
    bits = newBits;
    shift = 32 - newBits;
    mask = (1 << newBits) - 1;
    used = 0;
    threshold = thresholdOf(newBits);
  }

  private static int thresholdOf(int bits) {
    return (int) ((3L << bits) >>> 2);
  }

  void close() {
    if (slots != 0) {
      memory.free(slots, 8L << bits);
      slots = 0;
    }
  }
}
