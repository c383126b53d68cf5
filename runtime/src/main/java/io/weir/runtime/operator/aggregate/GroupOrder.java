package io.weir.runtime.operator.aggregate;

import java.util.Arrays;

/** Orders the rows of a fold by their groups, so that each group's cells are touched once. */
final class GroupOrder {
  private static final int LEAST_SLOTS = 64;

  private int[] slots = new int[LEAST_SLOTS];
  private long[] groups = new long[0];
  private int[] ordinals = new int[0];
  private int[] ends = new int[0];
  private int[] positions = new int[0];
  private int count;

  /** Orders the rows whose groups lie at {@code groupOfRow}; forgets what was ordered before. */
  void order(long[] groupOfRow, int rows) {
    reserve(rows);
    count = 0;
    int mask = slots.length - 1;
    for (int i = 0; i < rows; i++) {
      long group = groupOfRow[i];
      int slot = (int) ((group * 0x9E3779B97F4A7C15L) >>> 40) & mask;
      while (slots[slot] != 0 && groups[slots[slot] - 1] != group) {
        slot = (slot + 1) & mask;
      }
      if (slots[slot] == 0) {
        groups[count] = group;
        ends[count] = 0;
        slots[slot] = ++count;
      }
      ordinals[i] = slots[slot] - 1;
      ends[ordinals[i]]++;
    }
    int end = 0;
    for (int g = 0; g < count; g++) {
      int size = ends[g];
      ends[g] = end;
      end += size;
    }
    for (int i = 0; i < rows; i++) {
      positions[ends[ordinals[i]]++] = i;
    }
  }

  private void reserve(int rows) {
    int size = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, rows)) << 2);
    if (slots.length < size) {
      slots = new int[size];
      groups = new long[size];
      ordinals = new int[size];
      ends = new int[size];
      positions = new int[size];
    } else {
      Arrays.fill(slots, 0);
      if (groups.length < slots.length) {
        groups = new long[slots.length];
        ordinals = new int[slots.length];
        ends = new int[slots.length];
        positions = new int[slots.length];
      }
    }
  }

  /** The number of different groups. */
  int count() {
    return count;
  }

  /** The address of a group. */
  long group(int g) {
    return groups[g];
  }

  /** Where the rows of a group start in {@link #position}. */
  int start(int g) {
    return g == 0 ? 0 : ends[g - 1];
  }

  /** Where the rows of a group end. */
  int end(int g) {
    return ends[g];
  }

  /** The place in the fold of the {@code p}th row, in their order of arrival within a group. */
  int position(int p) {
    return positions[p];
  }
}
