package io.weir.runtime.operator.timejoin;

import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.RowsByEnd;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.window.WindowZone;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link WindowJoinNode}: rows lie by window and key; when both inputs have passed a window,
 * it is worked off key by key, and what is done is gone.
 */
final class WindowJoinOperator implements Operator {
  private final WindowJoinNode node;
  private final JoinSide[] sides;
  private final TimedRows[] rows = new TimedRows[2];
  private final WindowZone zone;
  private final Lateness windows;
  private final InputProgress progress;
  private final RowsByEnd[] counts = {new RowsByEnd(), new RowsByEnd()};
  private final KeyCollector oneKey;
  private final WindowMatcher matcher;

  WindowJoinOperator(WindowJoinNode node, OperatorContext context) {
    this.node = node;
    sides = JoinSide.both(node, context);
    for (int side = 0; side < 2; side++) {
      rows[side] = new TimedRows(context.state().ordered(node.rows(side)), 1);
    }
    zone = new WindowZone(node.window().zone());
    windows = new Lateness(context.metrics());
    progress = new InputProgress(context);
    oneKey = new KeyCollector(context.allocator());
    matcher = new WindowMatcher(node, rows, context);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    progress.active(input);
    if (batch.size() > 0) {
      JoinSide side = sides[input];
      windows.judgeWindows(batch, node.windowEnd(input), zone, progress.reached(input));
      side.encode(batch);
      rows[input].bind(side.keys());
      matcher.begin();
      for (int i = 0; i < batch.size(); i++) {
        if (windows.isLate(i)) {
          continue;
        }
        if (!side.hasNullKey(i)) {
          rows[input].add(i, windows.time(i), side.address(i), side.length(i));
          counts[input].add(windows.time(i), 1);
        } else if (node.kind().keepsUnmatched(input)) {
          matcher.addAlone(input, side.address(i));
        }
      }
      matcher.emitAlone(out);
    }
    batch.close();
    return true;
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    progress.advance(input, watermarkMillis);
    return fire(out);
  }

  @Override
  public void idle(int input) {
    progress.idle(input);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    progress.advance(input, Watermark.END);
    return fire(out);
  }

  private boolean fire(Output out) {
    long watermark = Math.min(progress.reached(0), progress.reached(1));
    while (true) {
      long window = Math.min(first(rows[0]), first(rows[1]));
      if (window == Long.MAX_VALUE || zone.instantOfEnd(window) - 1 > watermark) {
        return true;
      }
      if (!fire(window, out)) {
        return false;
      }
      rows[0].drop(window);
      rows[1].drop(window);
      matcher.drop(window);
    }
  }

  private static long first(TimedRows side) {
    long[] windows = side.buckets();
    return windows.length == 0 ? Long.MAX_VALUE : windows[0];
  }

  /** Works off what is left of a window: keys with left rows, then right rows without any. */
  private boolean fire(long window, Output out) {
    for (int side = 0; side < 2; side++) {
      matcher.begin();
      OrderedTable.Prefixes keys = rows[side].scan(window);
      while (keys.next()) {
        oneKey.clear();
        oneKey.add(keys.keyAddress(), keys.keyLength(), keys.keyHash());
        boolean isDone =
            side == 0
                ? matcher.join(window, keys.prefix(), oneKey.keys(), out)
                : matcher.rightAlone(window, keys.prefix(), out);
        if (!isDone) {
          return false;
        }
      }
      matcher.emitAll(out);
    }
    return true;
  }

  @Override
  public long outputWatermark(long[] inputWatermarksMillis) {
    return Math.min(
        progress.effective(0, inputWatermarksMillis), progress.effective(1, inputWatermarksMillis));
  }

  @Override
  public List<HeldRows> held() {
    List<HeldRows> held = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      held.addAll(counts[side].held(rows[side].buckets(), zone::instantOfEnd));
    }
    return HeldRows.together(held);
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    return progress.snapshot();
  }

  @Override
  public void close() {
    for (int side = 0; side < 2; side++) {
      sides[side].close();
      rows[side].close();
    }
    oneKey.close();
    matcher.close();
  }
}
