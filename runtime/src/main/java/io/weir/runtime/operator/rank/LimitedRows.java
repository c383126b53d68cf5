package io.weir.runtime.operator.rank;

import io.weir.runtime.state.OrderedCounts;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.vector.Memory;

/**
 * Adds rows to partitions of which only the first count: a row that comes behind them is not kept,
 * and neither is what it pushes out. An entry stands for one row, or for as many equal rows as its
 * value says.
 */
final class LimitedRows implements AutoCloseable {
  /** Rows that may be kept too many before the ranks are counted. */
  private static final int SLACK = 16;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final RankFunction function;
  private final RankCursor ranks;
  private final OrderedCounts counts;

  LimitedRows(OrderedTable table, RankFunction function, RankCursor ranks) {
    this.table = table;
    this.cursor = table.cursor();
    this.counts = new OrderedCounts(table);
    this.function = function;
    this.ranks = ranks;
  }

  /** Adds a row to a partition of which the ranks up to {@code limit} count. */
  void add(long namespace, int prefix, long row, int length, long limit) {
    if (limit < 1) {
      return;
    }
    boolean isFull = limit < Integer.MAX_VALUE && table.entriesInMemory(namespace, prefix) >= limit;
    if (isFull
        && function == RankFunction.ROW_NUMBER
        && isBehindLast(namespace, prefix, row, length)) {
      return;
    }
    counts.add(namespace, prefix, row, length);
    if (isFull && table.entriesInMemory(namespace, prefix) > limit + slack()) {
      trim(namespace, prefix, limit);
    }
  }

  private int slack() {
    return function == RankFunction.ROW_NUMBER ? 0 : SLACK;
  }

  private boolean isBehindLast(long namespace, int prefix, long row, int length) {
    return cursor.last(namespace, prefix)
        && Memory.compare(cursor.orderAddress(), cursor.orderLength(), row, length) < 0;
  }

  /** Removes what has ranks above the limit. */
  private void trim(long namespace, int prefix, long limit) {
    if (function == RankFunction.ROW_NUMBER) {
      cursor.last(namespace, prefix);
      cursor.remove();
      return;
    }
    boolean more = ranks.first(namespace, prefix);
    while (more && ranks.rank() <= limit) {
      more = ranks.next();
    }
    while (more) {
      ranks.entry().remove();
      more = ranks.entry().next();
    }
  }

  @Override
  public void close() {
    counts.close();
  }
}
