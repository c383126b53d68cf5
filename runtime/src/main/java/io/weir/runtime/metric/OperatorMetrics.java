package io.weir.runtime.metric;

/**
 * The counters of one operator instance. Written by the tasklet's thread only, read by any; a
 * reader may see a value that is a moment old.
 */
public final class OperatorMetrics {
  private volatile long rowsIn;
  private volatile long rowsOut;
  private volatile long rowsLate;
  private volatile long rowsLateAfterIdle;
  private volatile long rowsSkipped;
  private volatile long watermarkMillis = Long.MIN_VALUE;

  public void addRowsIn(long rows) {
    rowsIn = rowsIn + rows;
  }

  public void addRowsOut(long rows) {
    rowsOut = rowsOut + rows;
  }

  /** Rows dropped because all their windows had ended. */
  public void addRowsLate(long rows) {
    rowsLate = rowsLate + rows;
  }

  /**
   * Rows dropped that were not late by their own split: it had been idle, and the others had gone
   * on without it.
   */
  public void addRowsLateAfterIdle(long rows) {
    rowsLateAfterIdle = rowsLateAfterIdle + rows;
  }

  /** Malformed records skipped because the table asks for that. */
  public void addRowsSkipped(long rows) {
    rowsSkipped = rowsSkipped + rows;
  }

  public void watermark(long millis) {
    watermarkMillis = millis;
  }

  public long rowsIn() {
    return rowsIn;
  }

  public long rowsOut() {
    return rowsOut;
  }

  public long rowsLate() {
    return rowsLate;
  }

  public long rowsLateAfterIdle() {
    return rowsLateAfterIdle;
  }

  public long rowsSkipped() {
    return rowsSkipped;
  }

  public long watermarkMillis() {
    return watermarkMillis;
  }
}
