package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * Runs a {@link ChangingTemporalJoinNode}. Right changes become versions at once: those of times
 * that both inputs have passed do not change any more. Left changes wait by bucket of time and key
 * until both inputs have passed their time, and are then joined with the version of that time, so
 * that a row that leaves, which has the same time, follows the one that came.
 */
final class ChangingTemporalJoinOperator implements Operator {
  private static final long BUCKET_MILLIS = 1_000;
  private static final byte COMES = 0;
  private static final byte LEAVES = 1;

  private final ChangingTemporalJoinNode node;
  private final JoinSide[] sides = new JoinSide[2];
  private final TimedRows waiting;
  private final VersionHistory history;
  private final Lateness times;
  private final InputProgress progress;
  private final KeyCollector oneKey;
  private final PairBuffer pairs;
  private final ExpressionEvaluator condition;

  /** By pair. */
  private byte[] kinds = new byte[Batch.MAX_ROWS];

  /** A change on its way to the table: whether it leaves, and the row. */
  private long change;

  private int changeCapacity;

  ChangingTemporalJoinOperator(ChangingTemporalJoinNode node, OperatorContext context) {
    this.node = node;
    for (int side = 0; side < 2; side++) {
      Schema schema = node.inputs().get(side).properties().schema();
      sides[side] = new JoinSide(schema, node.keys(), side, context);
    }
    waiting = new TimedRows(context.state().ordered(node.changes()), BUCKET_MILLIS);
    history = new VersionHistory(context.state().ordered(node.history()));
    times = new Lateness(context.metrics());
    progress = new InputProgress(context);
    oneKey = new KeyCollector(context.allocator());
    pairs =
        new PairBuffer(
            node.properties().schema(),
            node.left().properties().schema(),
            node.right().properties().schema(),
            context.allocator());
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    progress.active(input);
    if (input == 0 && !merge(out)) {
      return false;
    }
    if (batch.size() > 0) {
      sides[input].encode(batch);
      if (input == 0) {
        storeChanges(batch, out);
        merge(out);
      } else {
        storeVersions(batch);
      }
    }
    batch.close();
    return true;
  }

  private void storeVersions(Batch batch) {
    JoinSide side = sides[1];
    times.judge(batch, node.rightTime(), progress.reached(1));
    history.bind(side.keys());
    for (int i = 0; i < batch.size(); i++) {
      byte kind = kind(batch, i);
      if (times.isLate(i) || side.hasNullKey(i) || kind == RowKind.UPDATE_BEFORE) {
        continue;
      }
      int length = RowKind.isAdding(kind) ? side.length(i) : 0;
      history.put(i, times.time(i), side.address(i), length);
    }
  }

  private void storeChanges(Batch batch, Output out) {
    JoinSide side = sides[0];
    times.read(batch, node.leftTime());
    waiting.bind(side.keys());
    pairs.clear();
    for (int i = 0; i < batch.size(); i++) {
      boolean isComing = RowKind.isAdding(kind(batch, i));
      if (!side.hasNullKey(i)) {
        int length = makeChange(isComing ? COMES : LEAVES, side.address(i), side.length(i));
        waiting.add(i, times.time(i), change, length);
      } else if (node.kind() == JoinKind.LEFT) {
        addAlone(side.address(i), isComing);
      }
    }
    settle(out);
  }

  private static byte kind(Batch batch, int i) {
    return batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[batch.selection().row(i)];
  }

  /** Puts a change together; returns its length. */
  private int makeChange(byte kind, long row, int length) {
    if (changeCapacity < 1 + length) {
      Memory.free(change);
      changeCapacity = 2 * (1 + length);
      change = Memory.allocate(changeCapacity);
    }
    Memory.putByte(change, kind);
    Memory.copy(row, change + 1, length);
    return 1 + length;
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    progress.advance(input, watermarkMillis);
    return merge(out);
  }

  @Override
  public void idle(int input) {
    progress.idle(input);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    progress.advance(input, Watermark.END);
    return merge(out);
  }

  /** Works off what waits of times that both inputs have passed; false if some may be left. */
  private boolean merge(Output out) {
    long watermark = Math.min(progress.reached(0), progress.reached(1));
    if (watermark == Watermark.NONE) {
      return true;
    }
    pairs.clear();
    for (long bucket : waiting.buckets()) {
      if (bucket > watermark) {
        break;
      }
      if (!merge(bucket, watermark, out)) {
        return false;
      }
      if (waiting.lastTime(bucket) <= watermark) {
        waiting.drop(bucket);
      }
    }
    settle(out);
    return !out.isFull();
  }

  private boolean merge(long bucket, long watermark, Output out) {
    OrderedTable.Prefixes keys = waiting.scan(bucket);
    while (keys.next()) {
      oneKey.clear();
      oneKey.add(keys.keyAddress(), keys.keyLength(), keys.keyHash());
      EncodedKeys key = oneKey.keys();
      history.bindOne(key);
      int prefix = keys.prefix();
      while (waiting.hasFirst(bucket, prefix, watermark)) {
        waiting.takeFirst(
            bucket, prefix, (time, number, address, length) -> join(time, address, length));
        if (pairs.count() == Batch.MAX_ROWS) {
          settle(out);
          if (out.isFull()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void join(long time, long address, int length) {
    boolean isComing = Memory.getByte(address) == COMES;
    if (history.find(time)) {
      long row = pairs.copy(address + 1, length - 1);
      setKind(isComing);
      pairs.add(row, pairs.copy(history.address(), history.length()));
    } else if (node.kind() == JoinKind.LEFT) {
      addAlone(pairs.copy(address + 1, length - 1), isComing);
    }
  }

  private void addAlone(long row, boolean isComing) {
    setKind(isComing);
    pairs.addLeft(row);
  }

  private void setKind(boolean isComing) {
    if (pairs.count() == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * kinds.length);
    }
    kinds[pairs.count()] = isComing ? RowKind.INSERT : RowKind.DELETE;
  }

  private void settle(Output out) {
    for (int from = 0; from < pairs.count(); from += Batch.MAX_ROWS) {
      Batch batch = pairs.batch(from, kinds);
      if (condition != null) {
        Selection selected = condition.filter(batch);
        if (node.kind() == JoinKind.INNER) {
          batch.select(selected);
        } else if (selected.count() < batch.rowCount()) {
          leaveAlone(from, batch.rowCount(), selected);
          batch.close();
          batch = pairs.batch(from, kinds);
        }
      }
      out.emit(batch);
    }
    pairs.clear();
  }

  private void leaveAlone(int from, int count, Selection selected) {
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (next < selected.count() && selected.row(next) == i) {
        next++;
      } else {
        pairs.leaveAlone(from + i);
      }
    }
  }

  @Override
  public long outputWatermark(long[] inputWatermarksMillis) {
    return Math.min(
        progress.effective(0, inputWatermarksMillis), progress.effective(1, inputWatermarksMillis));
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    return progress.snapshot();
  }

  @Override
  public void close() {
    for (JoinSide side : sides) {
      side.close();
    }
    waiting.close();
    history.close();
    oneKey.close();
    pairs.close();
    Memory.free(change);
    if (condition != null) {
      condition.close();
    }
  }
}
