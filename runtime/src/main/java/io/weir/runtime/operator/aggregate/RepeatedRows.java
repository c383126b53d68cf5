package io.weir.runtime.operator.aggregate;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the rows of a batch that have the same values as an earlier one in some columns, so that
 * keys are encoded, and state is asked for them, once. Values are compared by their bits, so that a
 * few that are equal may count as different. Where most rows of a batch have values of their own,
 * it does not look at the next ones.
 */
public final class RepeatedRows {
  private static final int LEAST_SLOTS = 64;
  private static final int BATCHES_LEFT_OUT = 15;

  private final RawColumn[] columns;
  private final boolean isPossible;

  /** Where the different rows are found: {@code base} and their number; below it is free. */
  private int[] slots = new int[0];

  private int base;
  private int shift;
  private int[] numberOf = new int[0];
  private int[] first = new int[0];
  private int[] scratch = new int[0];
  private long[] hashes = new long[0];
  private long[] groups = new long[0];
  private int different;

  /** Whether rows of one group and one hash are the same. */
  private boolean isExact;

  private int batchesToLeaveOut;

  /**
   * @param schema of the batches
   * @param columns the positions of the columns that are compared
   */
  public RepeatedRows(Schema schema, List<Integer> columns) {
    isPossible = RawColumn.areComparable(schema, columns);
    this.columns = isPossible ? RawColumn.of(schema, columns) : new RawColumn[0];
  }

  /**
   * Numbers the different rows among the live ones of a batch, in the order in which they come.
   *
   * @return whether at least one of them is repeated; if not, nothing is known of them
   */
  public boolean find(Batch batch) {
    if (!isPossible || isLeftOut()) {
      return false;
    }
    for (RawColumn column : columns) {
      column.bind(Column.of(batch.vector(column.position())));
    }
    return find(rows(batch.selection()), batch.size(), null);
  }

  /**
   * As {@link #find(Batch)}, of the rows of a fold: rows of different groups are different.
   *
   * @return whether at least one of them is repeated; if not, nothing is known of them
   */
  boolean find(Fold fold) {
    if (!isPossible || isLeftOut()) {
      return false;
    }
    for (RawColumn column : columns) {
      column.bind(fold.columns[column.position()]);
    }
    return find(fold.rows, fold.count, fold.groups);
  }

  private boolean isLeftOut() {
    if (batchesToLeaveOut == 0) {
      return false;
    }
    batchesToLeaveOut--;
    return true;
  }

  private boolean find(int[] rows, int count, long[] groupOf) {
    reserve(count);
    if (groupOf == null) {
      Arrays.fill(hashes, 0, count, 0);
    } else {
      System.arraycopy(groupOf, 0, hashes, 0, count);
    }
    for (RawColumn column : columns) {
      column.hash(rows, count, hashes);
    }
    isExact = columns.length == 1 && columns[0].hashIsExact();
    different = 0;
    for (int i = 0; i < count; i++) {
      numberOf[i] = number(rows[i], hashes[i], groupOf == null ? 0 : groupOf[i]);
    }
    base += different;
    if (different > count - (count >>> 2)) {
      batchesToLeaveOut = BATCHES_LEFT_OUT;
    }
    return different < count;
  }

  /** The hash of each different row moves to its number, which is never behind its place. */
  private int number(int row, long hash, long group) {
    int mask = slots.length - 1;
    int slot = (int) (hash * 0x9E3779B97F4A7C15L >>> shift);
    for (int number = slots[slot] - base; number >= 0; number = slots[slot] - base) {
      if (hashes[number] == hash
          && groups[number] == group
          && (isExact || areSame(first[number], row))) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = base + different;
    hashes[different] = hash;
    groups[different] = group;
    first[different] = row;
    return different++;
  }

  private boolean areSame(int left, int right) {
    for (RawColumn column : columns) {
      if (!column.areSame(left, right)) {
        return false;
      }
    }
    return true;
  }

  private int[] rows(Selection selection) {
    int count = selection.count();
    if (scratch.length < count) {
      scratch = new int[count];
    }
    for (int i = 0; i < count; i++) {
      scratch[i] = selection.row(i);
    }
    return scratch;
  }

  private void reserve(int count) {
    if (first.length < count) {
      numberOf = new int[count];
      first = new int[count];
      hashes = new long[count];
      groups = new long[count];
    }
    int size = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, count)) << 2);
    if (slots.length < size || base > Integer.MAX_VALUE - count) {
      slots = new int[Math.max(size, slots.length)];
      base = 1;
      shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length);
    }
  }

  /** How many different rows there are. */
  public int different() {
    return different;
  }

  /** Which row is the first of each number; longer than there are numbers. */
  public int[] first() {
    return first;
  }

  /** The number of each row, by its place among the live ones; longer than there are. */
  public int[] numberOf() {
    return numberOf;
  }
}
