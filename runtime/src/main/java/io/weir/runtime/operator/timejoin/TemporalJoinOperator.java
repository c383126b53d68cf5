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

/**
 * Runs a {@link TemporalJoinNode}. Left rows and right changes wait by bucket of time and key; when
 * both inputs have passed a time, the two are merged key by key in the order of time, and the last
 * change of a key becomes its version.
 */
final class TemporalJoinOperator implements Operator {
  private static final long BUCKET_MILLIS = 1_000;
  private static final long NO_VERSION = -1;

  private final TemporalJoinNode node;
  private final JoinSide[] sides = new JoinSide[2];
  private final TimedRows[] rows = new TimedRows[2];
  private final Versions versions;
  private final Lateness times;
  private final InputProgress progress;
  private final KeyCollector oneKey;
  private final PairBuffer pairs;

  /** Left rows whose version does not fulfil the condition, or that have none. */
  private final PairBuffer alone;

  private final ExpressionEvaluator condition;
  private long version;
  private boolean isChanged;

  TemporalJoinOperator(TemporalJoinNode node, OperatorContext context) {
    this.node = node;
    for (int side = 0; side < 2; side++) {
      Schema schema = node.inputs().get(side).properties().schema();
      sides[side] = new JoinSide(schema, node.keys(), side, context);
      rows[side] = new TimedRows(context.state().ordered(node.rows(side)), BUCKET_MILLIS);
    }
    versions = new Versions(context.state().ordered(node.versions()));
    times = new Lateness(context.metrics());
    progress = new InputProgress(context);
    oneKey = new KeyCollector(context.allocator());
    Schema left = node.left().properties().schema();
    Schema right = node.right().properties().schema();
    pairs = new PairBuffer(node.properties().schema(), left, right, context.allocator());
    alone = new PairBuffer(node.properties().schema(), left, right, context.allocator());
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    progress.active(input);
    if (batch.size() > 0) {
      JoinSide side = sides[input];
      times.judge(batch, node.time(input), progress.reached(input));
      side.encode(batch);
      rows[input].bind(side.keys());
      begin();
      for (int i = 0; i < batch.size(); i++) {
        if (!times.isLate(i)) {
          store(input, batch, i);
        }
      }
      settle(out);
    }
    batch.close();
    return true;
  }

  private void store(int input, Batch batch, int i) {
    JoinSide side = sides[input];
    boolean hasNullKey = side.hasNullKey(i);
    if (input == 0) {
      if (!hasNullKey) {
        rows[0].add(i, times.time(i), side.address(i), side.length(i));
      } else if (node.kind() == JoinKind.LEFT) {
        alone.addLeft(side.address(i));
      }
      return;
    }
    byte kind =
        batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[batch.selection().row(i)];
    if (hasNullKey || kind == RowKind.UPDATE_BEFORE) {
      return;
    }
    boolean isAdding = RowKind.isAdding(kind);
    rows[1].add(i, times.time(i), side.address(i), isAdding ? side.length(i) : 0);
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

  /** Works off all that both inputs have passed. */
  private boolean merge(Output out) {
    long watermark = Math.min(progress.reached(0), progress.reached(1));
    while (watermark != Watermark.NONE) {
      long bucket = Math.min(first(rows[0]), first(rows[1]));
      if (bucket == Long.MAX_VALUE || bucket > watermark) {
        return true;
      }
      if (!merge(bucket, watermark, out)) {
        return false;
      }
      if (rows[0].lastTime(bucket) > watermark) {
        return true;
      }
      rows[0].drop(bucket);
      rows[1].drop(bucket);
    }
    return true;
  }

  private static long first(TimedRows side) {
    long[] buckets = side.buckets();
    return buckets.length == 0 ? Long.MAX_VALUE : buckets[0];
  }

  private boolean merge(long bucket, long watermark, Output out) {
    for (int side = 0; side < 2; side++) {
      begin();
      OrderedTable.Prefixes keys = rows[side].scan(bucket);
      while (keys.next()) {
        oneKey.clear();
        oneKey.add(keys.keyAddress(), keys.keyLength(), keys.keyHash());
        boolean isDone =
            side == 0
                ? join(bucket, keys.prefix(), watermark, out)
                : applyAll(bucket, keys.prefix(), watermark);
        if (!isDone) {
          return false;
        }
      }
      settle(out);
    }
    return !out.isFull();
  }

  /** Joins the left rows of a key; false if there is no more room and some may be left. */
  private boolean join(long bucket, int prefix, long watermark, Output out) {
    EncodedKeys key = oneKey.keys();
    rows[1].bind(key);
    int right = rows[1].prefix(0, bucket);
    load(key);
    while (rows[0].hasFirst(bucket, prefix, watermark)) {
      rows[0].takeFirst(
          bucket,
          prefix,
          (time, number, address, length) -> {
            long row = pairs.copy(address, length);
            apply(bucket, right, time);
            add(row);
          });
      if (pairs.count() + alone.count() >= Batch.MAX_ROWS) {
        store(key);
        settle(out);
        if (out.isFull()) {
          return false;
        }
        load(key);
      }
    }
    store(key);
    return true;
  }

  private void add(long row) {
    if (version != NO_VERSION) {
      pairs.add(row, version);
    } else if (node.kind() == JoinKind.LEFT) {
      alone.addLeft(alone.copy(pairs.address(row), pairs.length(row)));
    }
  }

  /** Makes the changes of a key without left rows its version. */
  private boolean applyAll(long bucket, int prefix, long watermark) {
    EncodedKeys key = oneKey.keys();
    version = NO_VERSION;
    isChanged = false;
    apply(bucket, prefix, watermark);
    store(key);
    pairs.clear();
    return true;
  }

  private void apply(long bucket, int right, long time) {
    rows[1].take(
        bucket,
        right,
        time,
        (changeTime, number, address, length) -> {
          isChanged = true;
          version = length == 0 ? NO_VERSION : pairs.copy(address, length);
        });
  }

  private void load(EncodedKeys key) {
    isChanged = false;
    version = versions.find(key) ? pairs.copy(versions.address(), versions.length()) : NO_VERSION;
  }

  private void store(EncodedKeys key) {
    if (isChanged && version == NO_VERSION) {
      versions.remove(key);
    } else if (isChanged) {
      versions.put(key, pairs.address(version), pairs.length(version));
    }
  }

  private void begin() {
    pairs.clear();
    alone.clear();
  }

  private void settle(Output out) {
    for (int from = 0; from < pairs.count(); from += Batch.MAX_ROWS) {
      Batch batch = pairs.batch(from);
      if (condition != null) {
        Selection selected = condition.filter(batch);
        leaveAlone(from, batch.rowCount(), selected);
        batch.select(selected);
      }
      out.emit(batch);
    }
    for (int from = 0; from < alone.count(); from += Batch.MAX_ROWS) {
      out.emit(alone.batch(from));
    }
    begin();
  }

  private void leaveAlone(int from, int count, Selection selected) {
    if (node.kind() != JoinKind.LEFT) {
      return;
    }
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (next < selected.count() && selected.row(next) == i) {
        next++;
      } else {
        long row = pairs.left(from + i);
        alone.addLeft(alone.copy(pairs.address(row), pairs.length(row)));
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
    for (int side = 0; side < 2; side++) {
      sides[side].close();
      rows[side].close();
    }
    oneKey.close();
    pairs.close();
    alone.close();
    if (condition != null) {
      condition.close();
    }
  }
}
