package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import java.util.Arrays;

/**
 * Merges what the channels of one input say about time into what the input says: the least
 * watermark over the channels that are neither idle nor ended, never going back.
 *
 * <p>When the last channel becomes idle nobody holds the watermark any more: it rises to the
 * largest that an idle channel has sent, whatever the order in which the channels became idle. The
 * final watermark comes only when all channels have sent it: one that is idle may still go on.
 */
final class InputGate {
  private final int input;
  private final long[] watermarks;
  private final boolean[] idle;
  private final boolean[] ended;
  private long merged;
  private boolean isIdle;
  private int endedCount;

  /**
   * @param input the operator's input
   * @param channelCount how many channels it has
   * @param restoredWatermark the merged watermark of the restored checkpoint, else {@link
   *     Watermark#NONE}
   */
  InputGate(int input, int channelCount, long restoredWatermark) {
    this.input = input;
    this.watermarks = new long[channelCount];
    Arrays.fill(watermarks, Watermark.NONE);
    this.idle = new boolean[channelCount];
    this.ended = new boolean[channelCount];
    this.merged = restoredWatermark;
  }

  /** Ends the input if it has no channels. */
  void open(ElementConsumer out) {
    if (isEnded()) {
      out.accept(input, EndOfStream.INSTANCE);
    }
  }

  int input() {
    return input;
  }

  boolean isEnded() {
    return endedCount == ended.length;
  }

  /** A channel has sent rows, which {@code out} gets now: the channel is not idle. */
  void batch(int channel, StreamElement batch, ElementConsumer out) {
    idle[channel] = false;
    isIdle = false;
    out.accept(input, batch);
  }

  void watermark(int channel, long watermark, ElementConsumer out) {
    idle[channel] = false;
    watermarks[channel] = Math.max(watermarks[channel], watermark);
    boolean wasIdle = isIdle;
    isIdle = false;
    long before = merged;
    merge();
    if (merged > before || wasIdle) {
      out.accept(input, new Watermark(merged));
    }
  }

  void idle(int channel, ElementConsumer out) {
    idle[channel] = true;
    released(out);
  }

  void ended(int channel, ElementConsumer out) {
    ended[channel] = true;
    endedCount++;
    if (isEnded()) {
      out.accept(input, EndOfStream.INSTANCE);
    } else if (!isIdle) {
      released(out);
    }
  }

  /** A channel holds the watermark no longer. */
  private void released(ElementConsumer out) {
    long before = merged;
    merge();
    if (merged > before) {
      out.accept(input, new Watermark(merged));
    }
    boolean allIdle = allIdle();
    if (allIdle && !isIdle) {
      out.accept(input, Idle.INSTANCE);
    }
    isIdle = allIdle;
  }

  private void merge() {
    long least = Watermark.END;
    long largestIdle = Watermark.NONE;
    boolean isHeld = false;
    boolean isAnyIdle = false;
    for (int i = 0; i < watermarks.length; i++) {
      if (ended[i] || watermarks[i] == Watermark.END) {
        continue;
      }
      if (idle[i]) {
        isAnyIdle = true;
        largestIdle = Math.max(largestIdle, watermarks[i]);
      } else {
        isHeld = true;
        least = Math.min(least, watermarks[i]);
      }
    }
    merged = Math.max(merged, isHeld || !isAnyIdle ? least : largestIdle);
  }

  private boolean allIdle() {
    for (int i = 0; i < idle.length; i++) {
      if (!idle[i] && !ended[i]) {
        return false;
      }
    }
    return true;
  }
}
