package io.weir.runtime.execution.task;

import io.weir.runtime.metric.SplitFigures;
import io.weir.runtime.stream.Watermark;
import java.util.List;

/**
 * The figures of one source instance. Written by its task only, read by any thread; a reader may
 * see a value that is a moment old.
 */
public final class SourceMetrics {
  private volatile long rows;
  private volatile long skippedRecords;
  private volatile long watermarkMillis = Watermark.NONE;
  private volatile double currentSplitProgress;
  private volatile int finishedSplits;
  private volatile int splits;
  private long batches;
  private boolean isIdle;
  private volatile List<SplitFigures> unfinished = List.of();

  void splits(int finished, int all) {
    finishedSplits = finished;
    splits = all;
  }

  void rows(long read) {
    batches++;
    rows = rows + read;
  }

  void watermark(long millis) {
    watermarkMillis = millis;
    isIdle = false;
  }

  /** All its splits are idle. */
  void idle(boolean isIdle) {
    this.isIdle = isIdle;
  }

  void unfinished(List<SplitFigures> figures) {
    unfinished = figures;
  }

  void skipped(long records) {
    skippedRecords = skippedRecords + records;
  }

  void progress(double ofCurrentSplit) {
    currentSplitProgress = Math.max(0, ofCurrentSplit);
  }

  void splitAdded() {
    splits = splits + 1;
  }

  void splitFinished() {
    finishedSplits = finishedSplits + 1;
    currentSplitProgress = 0;
  }

  /** Rows sent since the task was built. */
  public long rows() {
    return rows;
  }

  /** In how many batches they were sent. */
  public long batches() {
    return batches;
  }

  /** Whether all its splits are idle. */
  public boolean isIdle() {
    return isIdle;
  }

  /** The splits that are not finished; of many those with the least watermarks. */
  public List<SplitFigures> unfinished() {
    return unfinished;
  }

  /** How many splits have been read to their ends. */
  public int finishedSplits() {
    return finishedSplits;
  }

  /** Malformed records skipped since the task was built. */
  public long skippedRecords() {
    return skippedRecords;
  }

  /** The watermark sent last. */
  public long watermarkMillis() {
    return watermarkMillis;
  }

  /** How many splits it has, finished ones included. */
  public int splits() {
    return splits;
  }

  /** How many splits have been read to their ends, part of the one being read included. */
  public double splitsDone() {
    return finishedSplits + currentSplitProgress;
  }
}
