package io.weir.runtime.metric;

import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * The counters of one operator instance. Written by the tasklet's thread only, read by any; a
 * reader may see a value that is a moment old.
 */
public final class OperatorMetrics {
  private volatile long rowsIn;
  private volatile long rowsOut;
  private long batchesIn;
  private long batchesOut;
  private long busyNanos;
  private volatile long rowsLate;
  private volatile long rowsLateAfterIdle;
  private long leastLateMillis = Long.MAX_VALUE;
  private long mostLateMillis;
  private volatile long watermarkMillis = Watermark.NONE;
  private boolean isIdle;
  private volatile List<HeldRows> held = List.of();
  private volatile List<TablePeak> tables = List.of();

  /** A batch of so many rows has come. */
  public void addRowsIn(long rows) {
    batchesIn++;
    rowsIn = rowsIn + rows;
  }

  /** A batch of so many rows was sent on. */
  public void addRowsOut(long rows) {
    batchesOut++;
    rowsOut = rowsOut + rows;
  }

  /** It has computed for so long. */
  public void addBusyNanos(long nanos) {
    busyNanos += nanos;
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

  /**
   * By how much rows that were dropped came too late.
   *
   * @param leastMillis so much lower the watermark would have had to be for one of them to count
   * @param mostMillis and for all
   */
  public void lateBy(long leastMillis, long mostMillis) {
    leastLateMillis = Math.min(leastLateMillis, leastMillis);
    mostLateMillis = Math.max(mostLateMillis, mostMillis);
  }

  /** The watermark that it has sent on. */
  public void watermark(long millis) {
    watermarkMillis = millis;
    isIdle = false;
  }

  /** Whether nothing holds its watermark, since all that it reads from is idle. */
  public void idle(boolean isIdle) {
    this.isIdle = isIdle;
  }

  /** The rows that wait in it, by the end of their window, ascending. */
  public void held(List<HeldRows> rows) {
    held = rows;
  }

  /** The sizes of its tables, always in the same order. */
  public void tables(List<TableSize> sizes) {
    List<TablePeak> before = tables;
    List<TablePeak> now = new ArrayList<>(sizes.size());
    for (int i = 0; i < sizes.size(); i++) {
      TableSize size = sizes.get(i);
      TablePeak peak = before.isEmpty() ? new TablePeak(size, 0, 0) : before.get(i);
      now.add(
          new TablePeak(
              size, Math.max(peak.peakRows, size.rows()), Math.max(peak.peakBytes, size.bytes())));
    }
    tables = List.copyOf(now);
  }

  public long rowsIn() {
    return rowsIn;
  }

  public long rowsOut() {
    return rowsOut;
  }

  public long batchesIn() {
    return batchesIn;
  }

  public long batchesOut() {
    return batchesOut;
  }

  public long busyNanos() {
    return busyNanos;
  }

  public long rowsLate() {
    return rowsLate;
  }

  public long rowsLateAfterIdle() {
    return rowsLateAfterIdle;
  }

  /** {@link Long#MAX_VALUE} if no row was late. */
  public long leastLateMillis() {
    return leastLateMillis;
  }

  public long mostLateMillis() {
    return mostLateMillis;
  }

  public long watermarkMillis() {
    return watermarkMillis;
  }

  public boolean isIdle() {
    return isIdle;
  }

  public List<HeldRows> held() {
    return held;
  }

  public List<TablePeak> tables() {
    return tables;
  }

  /** The size of a table and the largest that was seen. */
  public record TablePeak(TableSize size, long peakRows, long peakBytes) {}
}
