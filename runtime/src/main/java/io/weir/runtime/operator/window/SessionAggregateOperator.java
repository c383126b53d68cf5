package io.weir.runtime.operator.window;

import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.LateRows;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.operator.aggregate.Aggregation;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a {@link WindowAggregateNode} over sessions. Hardly two of them end at the same time, so
 * their groups lie in one table, with the end behind the grouping columns; what has ended at a
 * watermark is emitted together, in the order of the ends.
 */
final class SessionAggregateOperator implements Operator {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final String SESSIONS = "sessions";
  private static final long MILLI_MICROS = 1_000;

  /** After how many groups a table that has become empty gives its room back. */
  private static final int MANY_GROUPS = 1 << 16;

  private final WindowAggregateNode node;
  private final OperatorContext context;
  private final AggregateStore store;
  private final KeyEncoder encoder;
  private final WindowZone zone;
  private final WindowResults results;
  private final EndedGroups ended = new EndedGroups();
  private final KeyCollector emitted;
  private final LateRows late = new LateRows();
  private final long[] groups = new long[Batch.MAX_ROWS];
  private final long[] keys = new long[Batch.MAX_ROWS];
  private final long[] ends = new long[Batch.MAX_ROWS];
  private long[] targets = new long[Batch.MAX_ROWS];
  private long watermark;

  /** No group that is held ends before. */
  private long leastEnd = Long.MIN_VALUE;

  SessionAggregateOperator(WindowAggregateNode node, OperatorContext context) {
    this.node = node;
    this.context = context;
    Aggregation byEnd = byEnd(node);
    store =
        new AggregateStore(
            AggregateLayout.of(byEnd), SESSIONS, Optional.empty(), List.of(), 0, false, context);
    int partitionColumns = node.aggregation().keys().size();
    encoder = new KeyEncoder(byEnd.rows(), byEnd.keys(), partitionColumns, context.allocator());
    zone = new WindowZone(node.window().zone());
    results = new WindowResults(node, new WindowGrid(node.window()), zone, context.allocator());
    emitted = new KeyCollector(context.allocator());
    watermark = context.restoredWatermark();
  }

  static List<TableSpec> specs(WindowAggregateNode node) {
    return AggregateStore.specs(
        AggregateLayout.of(byEnd(node)), SESSIONS, Optional.empty(), List.of(), 0);
  }

  /** The aggregation with the window's end as the last of its keys. */
  private static Aggregation byEnd(WindowAggregateNode node) {
    Aggregation aggregation = node.aggregation();
    List<Integer> keys = new ArrayList<>(aggregation.keys());
    keys.add(node.rows().column());
    return new Aggregation(aggregation.rows(), keys, aggregation.calls(), false);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      inTime(batch);
      if (batch.size() > 0) {
        EncodedKeys encoded = encoder.encode(batch);
        if (targets.length < encoded.count()) {
          targets = new long[encoded.count()];
        }
        store.rows().findOrCreate(NAMESPACE, encoded, targets);
        store.fold(NAMESPACE, batch, encoded, targets);
      }
    }
    return true;
  }

  /** Takes out of a batch the rows whose session has ended. */
  private void inTime(Batch batch) {
    Selection selection = batch.selection();
    Column end = Column.of(batch.vector(node.rows().column()));
    RowPlacer.checkNotNull(end, selection, batch.schema().name(node.rows().column()));
    long[] own = batch.rowWatermarks();
    int[] rows = new int[selection.count()];
    int count = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      long millis = Math.floorDiv(end.getLong(row), MILLI_MICROS);
      long fires = fires(millis);
      long before = own == null ? Watermark.NONE : own[row];
      if (Math.max(before, watermark) < fires) {
        rows[count++] = row;
        leastEnd = Math.min(leastEnd, millis);
      } else {
        late.add(before >= fires, Math.max(before, watermark), fires);
      }
    }
    if (count < selection.count()) {
      batch.select(Selection.of(rows, count));
      late.report(context.metrics());
    }
  }

  /** The watermark at which a session ends. */
  private long fires(long end) {
    return zone.instantOfEnd(end) - 1;
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    watermark = Math.max(watermark, watermarkMillis);
    while (ended.isEmpty() ? collect() : !out.isFull()) {
      if (!ended.isEmpty()) {
        emit(out);
      }
    }
    return ended.isEmpty();
  }

  /** Finds the groups that have ended; false if there are none. */
  private boolean collect() {
    if (leastEnd != Long.MIN_VALUE && (leastEnd == Long.MAX_VALUE || fires(leastEnd) > watermark)) {
      return false;
    }
    leastEnd = Long.MAX_VALUE;
    AggregateTable.Cursor cursor = store.rows().scan(NAMESPACE);
    while (cursor.next()) {
      long end = end(cursor);
      if (fires(end) <= watermark && !ended.isFull()) {
        ended.add(end, cursor.row(), cursor.keyAddress());
      } else {
        leastEnd = Math.min(leastEnd, end);
      }
    }
    ended.sort();
    return !ended.isEmpty();
  }

  private static long end(AggregateTable.Cursor cursor) {
    long at = cursor.keyAddress() + cursor.keyLength() - Long.BYTES;
    long micros = Long.reverseBytes(Memory.getLong(at)) ^ Long.MIN_VALUE;
    return Math.floorDiv(micros, MILLI_MICROS);
  }

  /** Emits as many groups as fit in a batch, and forgets them. */
  private void emit(Output out) {
    int count = 0;
    long bytes = 0;
    emitted.clear();
    while (count < groups.length && bytes < WindowEmitter.BATCH_BYTES && !ended.isEmpty()) {
      groups[count] = ended.row();
      keys[count] = ended.key();
      ends[count] = ended.end();
      ended.next();
      bytes += store.beyond(groups[count]);
      store.rows().collectKey(NAMESPACE, groups[count++], emitted);
    }
    Batch batch = results.of(store, NAMESPACE, groups, keys, ends, count);
    store.removeEmitted(NAMESPACE, emitted.keys());
    if (ended.isEmpty() && ended.count() > MANY_GROUPS && leastEnd == Long.MAX_VALUE) {
      store.drop(NAMESPACE);
    }
    out.emit(batch);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return advance(input, Watermark.END, out);
  }

  @Override
  public List<HeldRows> held() {
    List<HeldRows> held = new ArrayList<>();
    AggregateTable.Cursor cursor = store.rows().scan(NAMESPACE);
    while (held.size() < MANY_GROUPS && cursor.next()) {
      held.add(new HeldRows(zone.instantOfEnd(end(cursor)), store.rowCount(cursor.row())));
    }
    return HeldRows.together(held);
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    if (!ended.isEmpty()) {
      ended.clear();
      leastEnd = Long.MIN_VALUE;
    }
    return OperatorSnapshot.EMPTY;
  }

  @Override
  public void close() {
    encoder.close();
    store.close();
    emitted.close();
  }
}
