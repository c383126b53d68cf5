package io.weir.runtime.operator.timejoin;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Watermark;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Up to which watermark each of two inputs has been worked off. An input that is idle follows the
 * other one, and its rows are late behind that when it comes back.
 */
final class InputProgress {
  private static final byte VERSION = 1;

  private final long[] reached = {Watermark.NONE, Watermark.NONE};
  private final boolean[] isIdle = new boolean[2];

  InputProgress(OperatorContext context) {
    List<byte[]> states = context.restoredState();
    if (!states.isEmpty()) {
      Arrays.fill(reached, Watermark.END);
    }
    for (byte[] bytes : states) {
      ByteBuffer state = ByteBuffer.wrap(bytes);
      byte version = state.get();
      if (version != VERSION) {
        throw new AssertionError("progress of a join in version " + version);
      }
      reached[0] = Math.min(reached[0], state.getLong());
      reached[1] = Math.min(reached[1], state.getLong());
    }
  }

  /** What a checkpoint holds. */
  OperatorSnapshot snapshot() {
    byte[] state =
        ByteBuffer.allocate(1 + 2 * Long.BYTES)
            .put(VERSION)
            .putLong(reached[0])
            .putLong(reached[1])
            .array();
    return () -> new OperatorSnapshot.Content(state, List.of());
  }

  long reached(int side) {
    return reached[side];
  }

  /** The watermark of an input has risen. */
  void advance(int side, long watermark) {
    isIdle[side] = false;
    reached[side] = Math.max(reached[side], watermark);
    int other = 1 - side;
    if (isIdle[other] && watermark != Watermark.END) {
      reached[other] = Math.max(reached[other], watermark);
    }
  }

  void active(int side) {
    isIdle[side] = false;
  }

  void idle(int side) {
    isIdle[side] = true;
  }

  /** The last time up to which rows of {@code side} need no longer wait for the other input. */
  long expired(int side, long to) {
    long other = reached[1 - side];
    boolean isBound = other == Watermark.END || other == Watermark.NONE;
    return isBound ? other : other - to;
  }

  /**
   * The watermark of an input as given to {@code outputWatermark}; of an idle one, what it follows.
   */
  long effective(int side, long[] inputWatermarks) {
    long watermark = inputWatermarks[side];
    boolean isFollowing = watermark == Watermark.END && reached[side] != Watermark.END;
    return isFollowing
        ? Math.max(reached[side], Math.min(inputWatermarks[1 - side], reached[1 - side]))
        : watermark;
  }
}
