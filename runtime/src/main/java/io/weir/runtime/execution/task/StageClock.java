package io.weir.runtime.execution.task;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * What one operator instance knows about time: the watermark of each input, which of them are idle
 * or ended, and the watermark that it has sent on. An input whose rows have no time attribute holds
 * nothing back, as if it were idle for ever.
 */
final class StageClock {
  private final Operator operator;
  private final long[] watermarks;
  private final boolean[] isTimeless;
  private final boolean[] isIdle;
  private final boolean[] hasEnded;
  private long outputWatermark;
  private boolean isOutputIdle;

  /**
   * @param operator says which watermark follows from those of its inputs
   * @param restoredWatermarks the watermark of each input to begin with
   * @param isTimeless for each input whether its rows have no time attribute
   */
  StageClock(Operator operator, long[] restoredWatermarks, boolean[] isTimeless) {
    this.operator = operator;
    this.watermarks = restoredWatermarks.clone();
    this.isTimeless = isTimeless.clone();
    this.isIdle = new boolean[watermarks.length];
    this.hasEnded = new boolean[watermarks.length];
    this.outputWatermark = Watermark.NONE;
    raise();
  }

  long outputWatermark() {
    return outputWatermark;
  }

  List<Long> inputWatermarks() {
    List<Long> list = new ArrayList<>(watermarks.length);
    for (long watermark : watermarks) {
      list.add(watermark);
    }
    return list;
  }

  boolean isEnded() {
    for (boolean ended : hasEnded) {
      if (!ended) {
        return false;
      }
    }
    return true;
  }

  boolean isBehind(int input, long watermark) {
    return watermark > watermarks[input];
  }

  Change advance(int input, long watermark) {
    watermarks[input] = watermark;
    return changed();
  }

  /** The clock has been told to an operator with a time of its own. */
  Change ticked() {
    return changed();
  }

  Change idle(int input) {
    isIdle[input] = true;
    return changed();
  }

  Change end(int input) {
    hasEnded[input] = true;
    return changed();
  }

  /** An element has come from an input; returns whether that ends the idleness of the output. */
  boolean activate(int input) {
    if (isTimeless[input]) {
      return false;
    }
    isIdle[input] = false;
    boolean wasOutputIdle = isOutputIdle;
    isOutputIdle = false;
    return wasOutputIdle;
  }

  private Change changed() {
    boolean hasRisen = raise();
    boolean wasOutputIdle = isOutputIdle;
    isOutputIdle = !operator.hasOwnTime() && !isHeld() && hasIdleInput();
    return new Change(hasRisen, isOutputIdle && !wasOutputIdle);
  }

  private boolean raise() {
    if (isTimeless() && !operator.hasOwnTime()) {
      return false;
    }
    long[] seen = new long[watermarks.length];
    boolean isHeld = isHeld();
    long largestIdle = largestIdle();
    for (int i = 0; i < seen.length; i++) {
      if (holds(i)) {
        seen[i] = watermarks[i];
      } else {
        seen[i] = isHeld || !waits(i) ? Watermark.END : largestIdle;
      }
    }
    long risen = operator.outputWatermark(seen);
    boolean hasRisen = risen > outputWatermark;
    outputWatermark = Math.max(outputWatermark, risen);
    return hasRisen;
  }

  private boolean isTimeless() {
    for (boolean timeless : isTimeless) {
      if (!timeless) {
        return false;
      }
    }
    return true;
  }

  /** Whether rows may still come from an input that have a time. */
  private boolean isOpen(int input) {
    return !isTimeless[input] && !hasEnded[input] && watermarks[input] != Watermark.END;
  }

  /** Whether an input holds the watermark. */
  private boolean holds(int input) {
    return isOpen(input) && !isIdle[input];
  }

  /** Whether an input is idle and may go on. */
  private boolean waits(int input) {
    return isOpen(input) && isIdle[input];
  }

  private boolean isHeld() {
    for (int i = 0; i < watermarks.length; i++) {
      if (holds(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasIdleInput() {
    for (int i = 0; i < watermarks.length; i++) {
      if (waits(i)) {
        return true;
      }
    }
    return false;
  }

  private long largestIdle() {
    long largest = Watermark.NONE;
    for (int i = 0; i < watermarks.length; i++) {
      if (waits(i)) {
        largest = Math.max(largest, watermarks[i]);
      }
    }
    return largest;
  }

  /**
   * What has changed for those behind.
   *
   * @param hasRisen whether the watermark to send on has risen
   * @param becameIdle whether nothing holds the watermark any more
   */
  record Change(boolean hasRisen, boolean becameIdle) {}
}
