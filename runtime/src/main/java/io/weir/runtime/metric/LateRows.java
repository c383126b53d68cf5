package io.weir.runtime.metric;

/**
 * Counts the rows of a batch that come too late, and by how much: so much lower the watermark would
 * have had to be for them to count. Nothing happens for a row that is in time.
 */
public final class LateRows {
  private long rows;
  private long rowsAfterIdle;
  private long leastMillis = Long.MAX_VALUE;
  private long mostMillis;

  /**
   * A row is late.
   *
   * @param isByItsOwn whether already by the watermark of its own split
   * @param reached the watermark that makes it late
   * @param limit the least watermark that does
   */
  public void add(boolean isByItsOwn, long reached, long limit) {
    add(isByItsOwn, reached, limit, 1);
  }

  /** As the other, for {@code count} rows. */
  public void add(boolean isByItsOwn, long reached, long limit, long count) {
    long excess = reached - limit;
    long millis = excess < 0 || excess == Long.MAX_VALUE ? Long.MAX_VALUE : excess + 1;
    leastMillis = Math.min(leastMillis, millis);
    mostMillis = Math.max(mostMillis, millis);
    if (isByItsOwn) {
      rows += count;
    } else {
      rowsAfterIdle += count;
    }
  }

  /** Adds what was counted to the operator's figures, and begins anew. */
  public void report(OperatorMetrics metrics) {
    if (rows + rowsAfterIdle > 0) {
      metrics.addRowsLate(rows);
      metrics.addRowsLateAfterIdle(rowsAfterIdle);
      metrics.lateBy(leastMillis, mostMillis);
      rows = 0;
      rowsAfterIdle = 0;
      leastMillis = Long.MAX_VALUE;
      mostMillis = 0;
    }
  }
}
