package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.KeyHash;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * The values that the rows of a batch take from a list, each once with how often it is wanted and
 * how often it has been found, so that one pass over the list finds them all.
 */
final class LeavingValues implements AutoCloseable {
  private static final int LEAST_SLOTS = 64;

  private final Scratch scratch = new Scratch();
  private int[] slots = new int[LEAST_SLOTS];
  private int[] starts = new int[LEAST_SLOTS];
  private int[] lengths = new int[LEAST_SLOTS];
  private int[] wanted = new int[LEAST_SLOTS];
  private int[] found = new int[LEAST_SLOTS];
  private int count;
  private int end;
  private int missing;

  /** Forgets all values. */
  void clear() {
    Arrays.fill(slots, 0);
    count = 0;
    end = 0;
    missing = 0;
  }

  /** A value is wanted once more; returns its number. */
  int want(long entry, int length) {
    int slot = slot(entry, length);
    if (slots[slot] == 0) {
      slot = add(entry, length, slot);
    }
    int value = slots[slot] - 1;
    wanted[value]++;
    missing++;
    return value;
  }

  private int add(long entry, int length, int slot) {
    int free = slot;
    if (count * 2 >= slots.length) {
      grow();
      free = slot(entry, length);
    }
    long copy = scratch.reserve((long) end + length, end) + end;
    Memory.copy(entry, copy, length);
    starts[count] = end;
    lengths[count] = length;
    wanted[count] = 0;
    found[count] = 0;
    end += length;
    slots[free] = ++count;
    return free;
  }

  private void grow() {
    int size = slots.length * 2;
    slots = new int[size];
    starts = Arrays.copyOf(starts, size);
    lengths = Arrays.copyOf(lengths, size);
    wanted = Arrays.copyOf(wanted, size);
    found = Arrays.copyOf(found, size);
    long values = scratch.reserve(0, end);
    for (int value = 0; value < count; value++) {
      slots[slot(values + starts[value], lengths[value])] = value + 1;
    }
  }

  /** The slot of a value, or the free one in which it belongs. */
  private int slot(long entry, int length) {
    long values = scratch.reserve(0, end);
    int mask = slots.length - 1;
    int slot = KeyHash.of(entry, length) & mask;
    while (slots[slot] != 0) {
      int value = slots[slot] - 1;
      if (lengths[value] == length && Memory.equals(values + starts[value], entry, length)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Whether a value is wanted that has not been found. */
  boolean areMissing() {
    return missing > 0;
  }

  /** Takes an entry of the list if its value is still wanted. */
  boolean take(long entry, int length) {
    int slot = slot(entry, length);
    if (slots[slot] == 0 || wanted[slots[slot] - 1] == 0) {
      return false;
    }
    int value = slots[slot] - 1;
    wanted[value]--;
    found[value]++;
    missing--;
    return true;
  }

  /** Uses up a find of a value; false if there is none left. */
  boolean use(int value) {
    if (found[value] == 0) {
      return false;
    }
    found[value]--;
    return true;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
