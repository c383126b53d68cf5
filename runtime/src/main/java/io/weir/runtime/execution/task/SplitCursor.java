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
  private final Idleness idleness = new Idleness();
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
    return idleness.isIdle();
  }

  /** Rows were read up to {@code position}; they raise the split's watermark. */
  void read(SplitPosition position, long watermark) {
    this.position = position;
    this.watermark = Math.max(this.watermark, watermark);
    idleness.foundSomething();
  }

  /** In event time the split goes on where the one before it has ended. */
  void follow(long endOfBefore) {
    watermark = Math.max(watermark, endOfBefore);
  }

  /** The reader says that nothing is there now. */
  void foundNothing(Clock clock, long idleTimeoutMillis) {
    idleness.foundNothing(clock, idleTimeoutMillis);
  }

  /** The reader cannot tell whether something is there: the time-out begins anew. */
  void isUncertain() {
    idleness.isUncertain();
  }

  void finish(SplitPosition position) {
    this.position = position;
    isFinished = true;
    idleness.foundSomething();
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
    SplitState known = idleness.isAtEnd() ? SplitState.AT_END : ifNotAtEnd;
    return new SplitFigures(
        split.description(),
        isIdle() ? SplitState.IDLE : known,
        position.records(),
        position.offset(),
        watermark,
        idleness.isAtEnd()
            ? Math.min(quietSinceNanos, idleness.atEndSinceNanos())
            : quietSinceNanos);
  }

  TaskSnapshot.SplitState state() {
    return new TaskSnapshot.SplitState(split, position, watermark, isFinished);
  }
}
