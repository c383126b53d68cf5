package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.stream.Watermark;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Up to which end windows have been put together from slices, for each key group: a slice stays
 * behind for the windows to come, so it cannot tell. The same for all key groups, except after a
 * restart at another parallelism, where instances that had come to different windows are mixed.
 */
final class FiredWindows {
  private static final byte VERSION = 1;

  private final long[] endByKeyGroup = new long[KeyGroups.COUNT];
  private final int firstKeyGroup;
  private final int endKeyGroup;

  FiredWindows(OperatorContext context) {
    firstKeyGroup = KeyGroups.start(context.subtask(), context.parallelism());
    endKeyGroup = KeyGroups.start(context.subtask() + 1, context.parallelism());
    Arrays.fill(endByKeyGroup, Watermark.NONE);
    for (byte[] state : context.restoredState()) {
      restore(ByteBuffer.wrap(state));
    }
  }

  private void restore(ByteBuffer state) {
    byte version = state.get();
    if (version != VERSION) {
      throw new AssertionError("progress of windows in version " + version);
    }
    int first = state.getShort();
    int end = state.getShort();
    for (int group = first; group < end; group++) {
      long windowEnd = state.getLong();
      if (group >= firstKeyGroup && group < endKeyGroup) {
        endByKeyGroup[group] = windowEnd;
      }
    }
  }

  /** What a checkpoint holds. */
  byte[] state() {
    int groups = endKeyGroup - firstKeyGroup;
    ByteBuffer state = ByteBuffer.allocate(1 + 2 * Short.BYTES + groups * Long.BYTES);
    state.put(VERSION).putShort((short) firstKeyGroup).putShort((short) endKeyGroup);
    for (int group = firstKeyGroup; group < endKeyGroup; group++) {
      state.putLong(endByKeyGroup[group]);
    }
    return state.array();
  }

  /** The end up to which the windows of all key groups have fired. */
  long through() {
    long least = Long.MAX_VALUE;
    for (int group = firstKeyGroup; group < endKeyGroup; group++) {
      least = Math.min(least, endByKeyGroup[group]);
    }
    return least;
  }

  /** Whether the window that ends at {@code windowEnd} has not yet fired for a key group. */
  boolean isOpen(long windowEnd, int keyGroup) {
    return endByKeyGroup[keyGroup] < windowEnd;
  }

  /** The window that ends at {@code windowEnd} has fired for every key group. */
  void fired(long windowEnd) {
    for (int group = firstKeyGroup; group < endKeyGroup; group++) {
      endByKeyGroup[group] = Math.max(endByKeyGroup[group], windowEnd);
    }
  }
}
