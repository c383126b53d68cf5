package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import java.util.Arrays;
import java.util.List;

/**
 * Merges what the channels of one input say about time into what the input says: the least
 * watermark over the channels that are neither idle nor ended, never going back.
 *
 * <p>When the last channel becomes idle nobody holds the watermark any more: it rises to the
 * largest that an idle channel has sent, whatever the order in which the channels became idle. The
 * final watermark comes only when all channels have sent it: one that is idle may still go on.
 *
 * <p>Channels whose senders are in step ({@link EdgeChannels}) count as one, which has got as far
 * as the last of them, and is idle when all of them are: one that seems idle while another goes on
 * has only not come to it yet, and may still let go of rows that it holds back.
 */
final class InputGate {
  private final int input;
  private final long[] watermarks;
  private final boolean[] idle;
  private final boolean[] ended;

  /** The number of the group of each channel: those that are in step have the same. */
  private final int[] groups;

  private final long[] groupWatermarks;
  private final boolean[] groupActive;
  private long merged;
  private boolean isIdle;
  private int endedCount;

  /**
   * @param input the operator's input
   * @param edges its channels
   * @param restoredWatermark the merged watermark of the restored checkpoint, else {@link
   *     Watermark#NONE}
   */
  InputGate(int input, List<EdgeChannels> edges, long restoredWatermark) {
    this.input = input;
    this.groups = groups(edges);
    int channelCount = groups.length;
    int groupCount = channelCount == 0 ? 0 : groups[channelCount - 1] + 1;
    this.groupWatermarks = new long[groupCount];
    this.groupActive = new boolean[groupCount];
    this.watermarks = new long[channelCount];
    Arrays.fill(watermarks, Watermark.NONE);
    this.idle = new boolean[channelCount];
    this.ended = new boolean[channelCount];
    this.merged = restoredWatermark;
  }

  private static int[] groups(List<EdgeChannels> edges) {
    int[] groups = new int[edges.stream().mapToInt(edge -> edge.channels().size()).sum()];
    int channel = 0;
    int group = 0;
    for (EdgeChannels edge : edges) {
      for (int i = 0; i < edge.channels().size(); i++) {
        groups[channel++] = group;
        if (!edge.areInStep() || i == edge.channels().size() - 1) {
          group++;
        }
      }
    }
    return groups;
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
    Arrays.fill(groupWatermarks, Watermark.END);
    Arrays.fill(groupActive, false);
    for (int i = 0; i < watermarks.length; i++) {
      if (!ended[i] && watermarks[i] != Watermark.END) {
        int group = groups[i];
        groupWatermarks[group] = Math.min(groupWatermarks[group], watermarks[i]);
        groupActive[group] |= !idle[i];
      }
    }
    long least = Watermark.END;
    long largestIdle = Watermark.NONE;
    boolean isHeld = false;
    boolean isAnyIdle = false;
    for (int group = 0; group < groupWatermarks.length; group++) {
      long watermark = groupWatermarks[group];
      if (groupActive[group]) {
        isHeld = true;
        least = Math.min(least, watermark);
      } else if (watermark != Watermark.END) {
        isAnyIdle = true;
        largestIdle = Math.max(largestIdle, watermark);
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
