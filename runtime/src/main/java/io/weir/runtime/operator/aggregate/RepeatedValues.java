package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;

/**
 * Finds the rows of a batch that bring a value which an earlier row has brought to the same group
 * already, so that state is asked for each pair of group and value once. Compares the bits of
 * values of four or eight bytes; where most rows of a batch bring a pair of their own, it does not
 * look at the next ones.
 */
final class RepeatedValues {
  private static final int LEAST_SLOTS = 64;
  private static final int BATCHES_LEFT_OUT = 15;
  private static final long VALUE_FACTOR = 0x9E3779B97F4A7C15L;
  private static final long GROUP_FACTOR = 0xC2B2AE3D27D4EB4FL;

  /** Where pairs are found: {@code base} and the number of the pair; below it is free. */
  private int[] slots = new int[0];

  private int base;
  private int shift;
  private int[] pairOf = new int[0];
  private int[] rows = new int[0];
  private long[] values = new long[0];
  private long[] groups = new long[0];
  private int pairs;
  private int batchesToLeaveOut;

  /** Whether values of {@code type} can be compared by four or eight bytes. */
  static boolean canCompare(LogicalType type) {
    return width(type) != 0;
  }

  private static int width(LogicalType type) {
    return switch (type.kind()) {
      case BIGINT, DOUBLE, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> Long.BYTES;
      case INT, FLOAT, DATE, TIME, INTERVAL_YEAR_MONTH -> Integer.BYTES;
      default -> 0;
    };
  }

  /**
   * Numbers the pairs of {@code fold} in the order in which they come.
   *
   * @param column the values; none of those in {@code fold} is NULL
   * @return whether there are fewer pairs than rows; if not, nothing is known of them
   */
  boolean find(Fold fold, Column column, LogicalType type) {
    if (batchesToLeaveOut > 0) {
      batchesToLeaveOut--;
      return false;
    }
    int count = fold.count;
    reserve(count);
    pairs = 0;
    boolean isLong = width(type) == Long.BYTES;
    for (int i = 0; i < count; i++) {
      int row = fold.rows[i];
      pairOf[i] = add(row, isLong ? column.getLong(row) : column.getInt(row), fold.groups[i]);
    }
    base += pairs;
    if (pairs > count - (count >>> 2)) {
      batchesToLeaveOut = BATCHES_LEFT_OUT;
    }
    return pairs < count;
  }

  private int add(int row, long value, long group) {
    int mask = slots.length - 1;
    int slot = (int) ((value * VALUE_FACTOR ^ group * GROUP_FACTOR) >>> shift);
    for (int pair = slots[slot] - base; pair >= 0; pair = slots[slot] - base) {
      if (values[pair] == value && groups[pair] == group) {
        return pair;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = base + pairs;
    rows[pairs] = row;
    values[pairs] = value;
    groups[pairs] = group;
    return pairs++;
  }

  private void reserve(int count) {
    if (rows.length < count) {
      pairOf = new int[count];
      rows = new int[count];
      values = new long[count];
      groups = new long[count];
    }
    int size = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, count)) << 2);
    if (slots.length < size || base > Integer.MAX_VALUE - count) {
      slots = new int[Math.max(size, slots.length)];
      base = 1;
      shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length);
    }
  }

  /** How many pairs there are. */
  int pairs() {
    return pairs;
  }

  /** The row that first brings each pair; longer than the number of pairs. */
  int[] rows() {
    return rows;
  }

  /** The pair of each row of the fold, by its place there; longer than the fold. */
  int[] pairOf() {
    return pairOf;
  }
}
