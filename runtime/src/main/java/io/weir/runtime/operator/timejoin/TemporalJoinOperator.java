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
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link TemporalJoinNode} whose left rows only come. Left rows and right changes wait by
 * bucket of time and key; when both inputs have passed a time, the two are merged key by key in the
 * order of time, and the last change of a key becomes its version.
 */
final class TemporalJoinOperator implements Operator {
  private static final int TABLE_VERSION = 1;
  private static final long BUCKET_MILLIS = 1_000;
  private static final long NO_VERSION = -1;

  private final TemporalJoinNode node;
  private final JoinSide[] sides;
  private final TimedRows[] rows = new TimedRows[2];
  private final Versions versions;
  private final Lateness times;
  private final InputProgress progress;
  private final KeyCollector oneKey;
  private final VersionedRows joined;
  private long version;
  private boolean isChanged;

  TemporalJoinOperator(TemporalJoinNode node, OperatorContext context) {
    this.node = node;
    sides = JoinSide.both(node, context);
    for (int side = 0; side < 2; side++) {
      rows[side] = new TimedRows(context.state().ordered(rows(node, side)), BUCKET_MILLIS);
    }
    versions = new Versions(context.state().ordered(versions(node)));
    times = new Lateness(context.metrics());
    progress = new InputProgress(context);
    oneKey = new KeyCollector(context.allocator());
    joined = new VersionedRows(node, context);
  }

  static List<TableSpec> specs(TemporalJoinNode node) {
    return List.of(rows(node, 0), rows(node, 1), versions(node));
  }

  private static TableSpec rows(TemporalJoinNode node, int side) {
    Schema schema = node.inputs().get(side).properties().schema();
    List<Field> fields = new ArrayList<>(schema.fields());
    if (side == 1) {
      fields.add(new Field("is deleted", LogicalType.bool()));
    }
    StatePart row = StatePart.of(StatePart.Kind.ROW, schema);
    StatePart change = StatePart.of(StatePart.Kind.OPTIONAL_ROW, schema);
    return TableSpec.ordered(
            side == 0 ? "left" : "right changes",
            TABLE_VERSION,
            true,
            schema.project(node.keys().of(side)),
            new Schema(fields))
        .withLayout(
            side == 0
                ? EntryLayout.of(List.of(), List.of(row))
                : EntryLayout.of(
                    List.of(TimedRows.part(new Field("changed_at", schema.type(node.rightTime())))),
                    List.of(change)));
  }

  private static TableSpec versions(TemporalJoinNode node) {
    Schema schema = node.right().properties().schema();
    StatePart row = StatePart.of(StatePart.Kind.ROW, schema);
    return TableSpec.ordered(
            "right", TABLE_VERSION, false, schema.project(node.keys().right()), schema)
        .withLayout(EntryLayout.of(List.of(), List.of(row)));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    progress.active(input);
    if (batch.size() > 0) {
      JoinSide side = sides[input];
      times.judge(batch, node.time(input), progress.reached(input));
      side.encode(batch);
      rows[input].bind(side.keys());
      for (int i = 0; i < batch.size(); i++) {
        if (!times.isLate(i)) {
          store(input, i);
        }
      }
      joined.emit(out);
    }
    batch.close();
    return true;
  }

  private void store(int input, int i) {
    JoinSide side = sides[input];
    boolean hasNullKey = side.hasNullKey(i);
    if (input == 0) {
      if (hasNullKey) {
        joined.addAlone(true, side.address(i));
      } else {
        rows[0].add(i, times.time(i), side.address(i), side.length(i));
      }
    } else if (!hasNullKey && side.kind(i) != RowKind.UPDATE_BEFORE) {
      int length = RowKind.isAdding(side.kind(i)) ? side.length(i) : 0;
      rows[1].add(i, times.time(i), side.address(i), length);
    }
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
      joined.clear();
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
      joined.emit(out);
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
            long row = joined.copy(address, length);
            apply(bucket, right, time);
            add(row);
          });
      if (joined.isFull()) {
        store(key);
        joined.emit(out);
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
      joined.add(true, row, version);
    } else {
      joined.addAlone(true, row);
    }
  }

  /** Makes the changes of a key without left rows its version. */
  private boolean applyAll(long bucket, int prefix, long watermark) {
    EncodedKeys key = oneKey.keys();
    version = NO_VERSION;
    isChanged = false;
    apply(bucket, prefix, watermark);
    store(key);
    joined.clear();
    return true;
  }

  private void apply(long bucket, int right, long time) {
    rows[1].take(
        bucket,
        right,
        time,
        (changeTime, number, address, length) -> {
          isChanged = true;
          version = length == 0 ? NO_VERSION : joined.copy(address, length);
        });
  }

  private void load(EncodedKeys key) {
    isChanged = false;
    version = versions.find(key) ? joined.copy(versions.address(), versions.length()) : NO_VERSION;
  }

  private void store(EncodedKeys key) {
    if (isChanged && version == NO_VERSION) {
      versions.remove(key);
    } else if (isChanged) {
      versions.put(key, joined.address(version), joined.length(version));
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
    joined.close();
  }
}
