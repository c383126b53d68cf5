package io.weir.runtime.operator.over;

import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.vector.Memory;

/** The rows of partitions in an ordered table, equal ones told apart by a number behind them. */
final class PartitionRows implements AutoCloseable {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final int FIRST_BYTES = 256;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private long scratch = Memory.allocate(FIRST_BYTES);
  private int capacity = FIRST_BYTES;

  PartitionRows(OrderedTable table) {
    this.table = table;
    this.cursor = table.cursor();
  }

  OrderedTable table() {
    return table;
  }

  /** Adds a row without a value; its order with the number is at {@link #order} then. */
  void add(int prefix, long row, int length) {
    int number = findLast(prefix, row, length) ? number(length) + 1 : 0;
    copy(row, length, number);
    table.put(NAMESPACE, prefix, scratch, length + OverRows.ORDINAL_BYTES, scratch, 0);
  }

  /**
   * Stands on the last of the rows that are equal to this one.
   *
   * @return false if there is none
   */
  boolean findLast(int prefix, long row, int length) {
    copy(row, length, -1);
    return cursor.atOrBefore(NAMESPACE, prefix, scratch, length + OverRows.ORDINAL_BYTES)
        && cursor.orderLength() == length + OverRows.ORDINAL_BYTES
        && Memory.equals(cursor.orderAddress(), row, length);
  }

  /** Where {@link #findLast} stands. */
  OrderedTable.Cursor cursor() {
    return cursor;
  }

  private int number(int length) {
    return Integer.reverseBytes(Memory.getInt(cursor.orderAddress() + length));
  }

  private void copy(long row, int length, int number) {
    int needed = length + OverRows.ORDINAL_BYTES + Long.BYTES;
    if (capacity < needed) {
      Memory.free(scratch);
      capacity = needed * 2;
      scratch = Memory.allocate(capacity);
    }
    Memory.copy(row, scratch, length);
    Memory.putInt(scratch + length, Integer.reverseBytes(number));
  }

  /** The order of the row that was added or looked for last. */
  long order() {
    return scratch;
  }

  @Override
  public void close() {
    Memory.free(scratch);
  }
}
