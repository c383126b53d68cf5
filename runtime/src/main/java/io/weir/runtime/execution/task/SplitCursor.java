package io.weir.runtime.execution.task;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.metric.SplitFigures;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.time.Clock;

/**
 * How far one split has been read, its own watermark, and whether it holds that of its source. A
 * split that was never read holds it; one is idle only after its reader has said, at the beginning
 * and at the end of the time-out and whenever it was asked between, that nothing is there.
 */
public final class SplitCursor {
  private final Split split;
  private SplitPosition position;
  private long watermark;
  private boolean isFinished;
  private boolean isIdle;
  private boolean isAtEnd;
  private long atEndSinceNanos;
  private long skippedSeen;
  private long recordsShown = -1;
  private long quietSinceNanos;

  /**
   * @param position where reading goes on
   * @param watermark the split's watermark there
   * @param isFinished whether nothing is left to read
   */
  public SplitCursor(Split split, SplitPosition position, long watermark, boolean isFinished) {
    this.split = split;
    this.position = position;
    this.watermark = watermark;
    this.isFinished = isFinished;
  }

  Split split() {
    return split;
  }

  SplitPosition position() {
    return position;
  }

  long watermark() {
    return watermark;
  }

  boolean isFinished() {
    return isFinished;
  }

  boolean isIdle() {
    return isIdle;
  }

  /** Rows were read up to {@code position}; they raise the split's watermark. */
  void read(SplitPosition position, long watermark) {
    this.position = position;
    this.watermark = Math.max(this.watermark, watermark);
    isIdle = false;
    isAtEnd = false;
  }

  /** In event time the split goes on where {@code before} has ended. */
  void follow(SplitCursor before) {
    watermark = Math.max(watermark, before.watermark);
  }

  /** The reader says that nothing is there now. */
  void foundNothing(Clock clock, long idleTimeoutMillis) {
    long now = clock.monotonicNanos();
    if (!isAtEnd) {
      isAtEnd = true;
      atEndSinceNanos = now;
    }
    isIdle |= idleTimeoutMillis > 0 && now - atEndSinceNanos >= idleTimeoutMillis * 1_000_000;
  }

  /** The reader cannot tell whether something is there: the time-out begins anew. */
  void isUncertain() {
    isAtEnd = false;
  }

  void finish(SplitPosition position) {
    this.position = position;
    isFinished = true;
    isIdle = false;
  }

  /** How many more records the split's reader, which has skipped this many, has skipped by now. */
  long skippedSince(long skippedByReader) {
    long more = skippedByReader - skippedSeen;
    skippedSeen = skippedByReader;
    return more;
  }

  /**
   * What there is to see of it.
   *
   * @param ifNotAtEnd what is done with it, unless its reader has said that nothing is there
   */
  SplitFigures figures(long nowNanos, SplitState ifNotAtEnd) {
    if (position.records() != recordsShown) {
      recordsShown = position.records();
      quietSinceNanos = nowNanos;
    }
    SplitState state = isIdle ? SplitState.IDLE : isAtEnd ? SplitState.AT_END : ifNotAtEnd;
    return new SplitFigures(
        split.description(),
        state,
        position.records(),
        position.offset(),
        watermark,
        isAtEnd ? Math.min(quietSinceNanos, atEndSinceNanos) : quietSinceNanos);
  }

  TaskSnapshot.SplitState state() {
    return new TaskSnapshot.SplitState(split, position, watermark, isFinished);
  }
}
