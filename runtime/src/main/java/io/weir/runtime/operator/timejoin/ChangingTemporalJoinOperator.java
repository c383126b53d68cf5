package io.weir.runtime.operator.timejoin;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;

/**
 * Runs a {@link TemporalJoinNode} whose left rows change. Right changes become versions at once:
 * those of times that both inputs have passed do not change any more. Left changes wait by bucket
 * of time and key until both inputs have passed their time, and are then joined with the version of
 * that time, so that a row that leaves, which has the same time, follows the one that came.
 */
final class ChangingTemporalJoinOperator implements Operator {
  private static final int TABLE_VERSION = 1;
  private static final long BUCKET_MILLIS = 1_000;
  private static final byte COMES = 0;
  private static final byte LEAVES = 1;

  private final TemporalJoinNode node;
  private final JoinSide[] sides;
  private final TimedRows waiting;
  private final VersionHistory history;
  private final Lateness times;
  private final InputProgress progress;
  private final KeyCollector oneKey;
  private final VersionedRows joined;

  /** A change on its way to the table: whether it leaves, and the row. */
  private long change;

  private int changeCapacity;

  ChangingTemporalJoinOperator(TemporalJoinNode node, OperatorContext context) {
    this.node = node;
    sides = JoinSide.both(node, context);
    waiting = new TimedRows(context.state().ordered(changes(node)), BUCKET_MILLIS);
    history = new VersionHistory(context.state().ordered(history(node)));
    times = new Lateness(context.metrics());
    progress = new InputProgress(context);
    oneKey = new KeyCollector(context.allocator());
    joined = new VersionedRows(node, context);
  }

  static List<TableSpec> specs(TemporalJoinNode node) {
    return List.of(changes(node), history(node));
  }

  /** Left changes that wait for their time. */
  private static TableSpec changes(TemporalJoinNode node) {
    Schema schema = node.left().properties().schema();
    StatePart order = TimedRows.part(new Field("time", schema.type(node.leftTime())));
    StatePart isLeaving = StatePart.of(StatePart.Kind.VARINT, EntryLayout.number("is_leaving"));
    StatePart row = StatePart.of(StatePart.Kind.ROW, schema);
    return TableSpec.ordered(
            "left changes", TABLE_VERSION, true, schema.project(node.keys().left()), schema)
        .withLayout(
            EntryLayout.of(
                List.of(order.hidden(), TimedRows.NUMBER.hidden()), List.of(isLeaving, row)));
  }

  private static TableSpec history(TemporalJoinNode node) {
    Schema schema = node.right().properties().schema();
    StatePart time = TimedRows.part(new Field("valid_from", schema.type(node.rightTime())));
    StatePart row = StatePart.of(StatePart.Kind.OPTIONAL_ROW, schema);
    return TableSpec.ordered(
            "versions", TABLE_VERSION, false, schema.project(node.keys().right()), schema)
        .withLayout(EntryLayout.of(List.of(time), List.of(row)));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    progress.active(input);
    if (batch.size() > 0) {
      sides[input].encode(batch);
      if (input == 0) {
        storeChanges(batch, out);
      } else {
        storeVersions(batch);
      }
      batch.skip(batch.size());
    }
    if (input == 0 && !merge(out)) {
      return false;
    }
    batch.close();
    return true;
  }

  private void storeVersions(Batch batch) {
    JoinSide side = sides[1];
    times.judge(batch, node.rightTime(), progress.reached(1));
    history.bind(side.keys());
    for (int i = 0; i < batch.size(); i++) {
      byte kind = side.kind(i);
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
    for (int i = 0; i < batch.size(); i++) {
      boolean isComing = RowKind.isAdding(side.kind(i));
      if (side.hasNullKey(i)) {
        joined.addAlone(isComing, side.address(i));
      } else {
        int length = makeChange(isComing ? COMES : LEAVES, side.address(i), side.length(i));
        waiting.add(i, times.time(i), change, length);
      }
    }
    joined.emit(out);
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
    joined.emit(out);
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
        if (joined.isFull()) {
          joined.emit(out);
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
    long row = joined.copy(address + 1, length - 1);
    if (history.find(time)) {
      joined.add(isComing, row, joined.copy(history.address(), history.length()));
    } else {
      joined.addAlone(isComing, row);
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
    joined.close();
    Memory.free(change);
  }
}
