package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/** Numbers the different keys of a batch, in the order of their first occurrence. */
public final class BatchGrouper {
  private static final int LEAST_SLOTS = 64;

  private int[] slots = new int[LEAST_SLOTS];
  private int[] groupOf = new int[0];
  private int[] first = new int[0];
  private int[] last = new int[0];
  private int count;

  /** Groups {@code keys}; forgets what was grouped before. */
  public void group(EncodedKeys keys) {
    int rows = keys.count();
    if (groupOf.length < rows) {
      groupOf = new int[rows];
      first = new int[rows];
      last = new int[rows];
    }
    int size = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, rows)) << 2);
    if (slots.length < size) {
      slots = new int[size];
    } else {
      Arrays.fill(slots, 0);
    }
    int mask = slots.length - 1;
    count = 0;
    for (int i = 0; i < rows; i++) {
      int slot = keys.hash(i) & mask;
      int group = slots[slot] - 1;
      while (group >= 0 && !areEqual(keys, first[group], i)) {
        slot = (slot + 1) & mask;
        group = slots[slot] - 1;
      }
      if (group < 0) {
        group = count++;
        first[group] = i;
        slots[slot] = count;
      }
      groupOf[i] = group;
      last[group] = i;
    }
  }

  private static boolean areEqual(EncodedKeys keys, int left, int right) {
    int length = keys.length(left);
    return keys.hash(left) == keys.hash(right)
        && length == keys.length(right)
        && Memory.equals(keys.address(left), keys.address(right), length);
  }

  /** The number of different keys. */
  public int count() {
    return count;
  }

  /** The group of each key, by position; longer than the number of keys. */
  public int[] groupOf() {
    return groupOf;
  }

  /** The position of the first key of each group; longer than the number of groups. */
  public int[] first() {
    return first;
  }

  /** The position of the last key of each group; longer than the number of groups. */
  public int[] last() {
    return last;
  }
}
