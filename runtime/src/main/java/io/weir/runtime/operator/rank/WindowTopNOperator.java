package io.weir.runtime.operator.rank;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.LateRows;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.metric.RowsByEnd;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.operator.window.RowsByTime;
import io.weir.runtime.operator.window.WindowZone;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;

/**
 * Runs a {@link WindowTopNNode}: keeps the rows of each window in order, no more of a partition
 * than count; when the watermark reaches the end of a window, emits its partitions one after the
 * other, each of which is gone from the state then.
 */
final class WindowTopNOperator implements Operator {
  private static final long MILLI_MICROS = 1_000;

  private final WindowTopNNode node;
  private final Schema schema;
  private final OrderedTable table;
  private final RankCursor ranks;
  private final LimitedRows limited;
  private final KeyEncoder partitions;
  private final OrderedRowCodec codec;
  private final RowBytes bytes;
  private final RankedChanges rows;
  private final RowsByTime byEnd = new RowsByTime();
  private final WindowZone zone;
  private final OperatorMetrics metrics;
  private final LateRows late = new LateRows();
  private final RowsByEnd counts = new RowsByEnd();
  private int[] prefixes = new int[Batch.MAX_ROWS];
  private long watermark;

  WindowTopNOperator(WindowTopNNode node, OperatorContext context) {
    this.node = node;
    schema = node.input().properties().schema();
    table = context.state().ordered(spec(node));
    partitions = new KeyEncoder(schema, node.partition(), context.allocator());
    codec = new OrderedRowCodec(schema, node.keys(), context.allocator());
    ranks = new RankCursor(node.function(), codec, table);
    limited = new LimitedRows(table, node.function(), ranks);
    bytes = new RowBytes(context.allocator());
    rows =
        new RankedChanges(
            node.properties().schema(),
            ChangelogKind.INSERT_ONLY,
            node.rankColumn().isPresent(),
            codec,
            bytes,
            context.allocator());
    zone = new WindowZone(node.zone());
    metrics = context.metrics();
    watermark = context.restoredWatermark();
  }

  static TableSpec spec(WindowTopNNode node) {
    Schema schema = node.input().properties().schema();
    return TableSpec.ordered("rows", 1, true, schema.project(node.partition()), schema)
        .withLayout(
            EntryLayout.of(
                List.of(OrderedRowCodec.part(schema, node.keys())), List.of(StatePart.COUNT)));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      place(batch);
      for (int t = 0; t < byEnd.times(); t++) {
        Batch view = byEnd.view(t, batch);
        add(byEnd.time(t), view);
        counts.add(byEnd.time(t), view.size());
      }
    }
    return true;
  }

  private void place(Batch batch) {
    byEnd.clear();
    Column ends = Column.of(batch.vector(node.windowEnd()));
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.selection().row(i);
      if (ends.isNull(row)) {
        throw WeirException.permanent(
            "the end of the window, \"" + schema.name(node.windowEnd()) + "\", is NULL in a row",
            "rank the rows of windows before an outer join");
      }
      long end = Math.floorDiv(ends.getLong(row), MILLI_MICROS);
      long own = batch.rowWatermarks() == null ? Watermark.NONE : batch.rowWatermarks()[row];
      if (Math.max(own, watermark) < fires(end)) {
        byEnd.add(end, row);
      } else {
        late.add(own >= fires(end), Math.max(own, watermark), fires(end));
      }
    }
    byEnd.group();
    late.report(metrics);
  }

  private long fires(long windowEnd) {
    return zone.instantOfEnd(windowEnd) - 1;
  }

  private void add(long end, Batch batch) {
    EncodedKeys keys = partitions.encode(batch);
    if (prefixes.length < keys.count()) {
      prefixes = new int[keys.count()];
    }
    table.prefixes(end, keys, prefixes);
    EncodedKeys encoded = codec.encode(batch);
    for (int i = 0; i < encoded.count(); i++) {
      limited.add(end, prefixes[i], encoded.address(i), encoded.length(i), node.range().to());
    }
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    watermark = Math.max(watermark, watermarkMillis);
    for (long end : table.namespaces()) {
      if (fires(end) <= watermark) {
        if (!fire(end, out)) {
          return false;
        }
        table.drop(end);
      }
    }
    return true;
  }

  private boolean fire(long end, Output out) {
    OrderedTable.Prefixes scan = table.scan(end);
    boolean more = scan.next();
    while (more) {
      if (out.isFull()) {
        return false;
      }
      int added = 0;
      for (; more && added < Batch.MAX_ROWS; more = scan.next()) {
        added += take(end, scan.prefix());
        table.removeAll(end, scan.prefix());
      }
      rows.send(out);
      bytes.clear();
    }
    return true;
  }

  private int take(long end, int prefix) {
    int added = 0;
    boolean more = ranks.first(end, prefix);
    while (more && ranks.rank() <= node.range().to()) {
      OrderedTable.Cursor entry = ranks.entry();
      long start = -1;
      for (long copy = 0; copy < ranks.copies(); copy++) {
        long rank = ranks.rank(copy);
        if (rank >= node.range().from() && rank <= node.range().to()) {
          start = start >= 0 ? start : bytes.add(entry.orderAddress(), entry.orderLength());
          rows.add(RowKind.INSERT, start, entry.orderLength(), rank);
          added++;
        }
      }
      more = ranks.next();
    }
    return added;
  }

  @Override
  public List<HeldRows> held() {
    return counts.held(table.namespaces(), zone::instantOfEnd);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return advance(input, Watermark.END, out);
  }

  @Override
  public void close() {
    partitions.close();
    codec.close();
    bytes.close();
    limited.close();
  }
}
