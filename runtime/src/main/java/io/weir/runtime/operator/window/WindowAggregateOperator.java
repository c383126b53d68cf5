package io.weir.runtime.operator.window;

import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.RowsByEnd;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link WindowAggregateNode}: rows are folded into slices as they come; when the watermark
 * reaches the end of a window, {@link WindowFiring} puts it together and {@link WindowEmitter}
 * emits it, window by window in the order of their ends.
 */
final class WindowAggregateOperator implements Operator {
  private final WindowStores stores;
  private final WindowFiring firing;
  private final WindowEmitter emitter;
  private final KeyEncoder encoder;
  private final RowPlacer placer;
  private final PartialPlacer partials;
  private final WindowZone zone;
  private final WindowGrid grid;
  private final boolean areSlices;
  private final RowsByEnd counts = new RowsByEnd();
  private final RowsByEnd lateCounts = new RowsByEnd();
  private final Clock clock;
  private final boolean isProctime;
  private long watermark;
  private long nowMillis = Long.MIN_VALUE;
  private long[] groups = new long[Batch.MAX_ROWS];

  WindowAggregateOperator(WindowAggregateNode node, OperatorContext context) {
    zone = new WindowZone(node.window().zone());
    grid = new WindowGrid(node.window());
    areSlices = WindowStores.sharesSlices(node);
    stores = new WindowStores(node, context);
    firing = WindowFiring.of(node, grid, zone, stores, context);
    emitter =
        new WindowEmitter(
            new WindowResults(node, grid, zone, context.allocator()), context.allocator());
    clock = context.clock();
    isProctime = node.rows().kind() == WindowRows.Kind.PROCTIME;
    watermark = isProctime ? Watermark.NONE : context.restoredWatermark();
    if (node.rows().arePartials()) {
      encoder =
          new KeyEncoder(
              node.input().properties().schema(),
              node.requiredDistribution(0).keys(),
              context.allocator());
      placer = null;
      partials = new PartialPlacer(node, zone, stores, context);
    } else {
      encoder =
          new KeyEncoder(node.aggregation().rows(), node.aggregation().keys(), context.allocator());
      String timeColumn = node.aggregation().rows().name(node.rows().column());
      placer = new RowPlacer(node.window(), node.rows(), zone, timeColumn, context.metrics());
      partials = null;
    }
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (placer != null) {
        if (isProctime) {
          placer.placeAt(batch, now(clock.wallMillis()));
        } else {
          placer.place(batch, watermark);
        }
        fold(batch, placer.slices(), stores.slices(), counts);
        fold(batch, placer.windows(), stores.late(), lateCounts);
      } else {
        partials.place(batch, watermark, counts);
        merge(batch, partials.slices(), stores.slices());
        merge(batch, partials.windows(), stores.late());
      }
    }
    return true;
  }

  private void fold(Batch batch, RowsByTime rows, AggregateStore store, RowsByEnd came) {
    for (int t = 0; t < rows.times(); t++) {
      long time = rows.time(t);
      Batch view = rows.view(t, batch);
      EncodedKeys keys = encoder.encode(view);
      reserve(keys.count());
      store.rows().findOrCreate(time, keys, groups);
      store.fold(time, view, keys, groups);
      came.add(time, more(view));
      added(store, time);
    }
  }

  /** How many more rows come than leave. */
  private static long more(Batch view) {
    if (view.rowKinds() == null) {
      return view.size();
    }
    long more = 0;
    for (int i = 0; i < view.size(); i++) {
      more += RowKind.isAdding(view.rowKinds()[view.selection().row(i)]) ? 1 : -1;
    }
    return more;
  }

  private void merge(Batch batch, RowsByTime rows, AggregateStore store) {
    for (int t = 0; t < rows.times(); t++) {
      long time = rows.time(t);
      Batch view = rows.view(t, batch);
      EncodedKeys keys = encoder.encode(view);
      store.mergeRows(time, keys, partials.read(view), partials.cells());
      added(store, time);
    }
  }

  private void added(AggregateStore store, long time) {
    if (store == stores.slices()) {
      firing.sliceAdded(time);
    } else {
      firing.lateWindowAdded(time);
    }
  }

  private void reserve(int count) {
    if (groups.length < count) {
      groups = new long[count];
    }
  }

  /** The time, which never goes back here. */
  private long now(long wallMillis) {
    nowMillis = Math.max(nowMillis, wallMillis);
    return nowMillis;
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    return isProctime || fire(watermarkMillis, out);
  }

  @Override
  public long nextTimeMillis() {
    if (!isProctime) {
      return Long.MAX_VALUE;
    }
    return emitter.isBusy() ? Long.MIN_VALUE : firing.nextInstant();
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    return fire(now(wallMillis) - 1, out);
  }

  private boolean fire(long watermarkMillis, Output out) {
    watermark = Math.max(watermark, watermarkMillis);
    while (true) {
      if (emitter.isBusy() && !emitter.emit(out)) {
        return false;
      }
      if (!firing.fireNext(watermark, emitter)) {
        return true;
      }
    }
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return fire(Watermark.END, out);
  }

  @Override
  public List<HeldRows> held() {
    List<HeldRows> held =
        new ArrayList<>(counts.held(stores.slices().rows().namespaces(), this::nextInstant));
    if (stores.late() != null) {
      held.addAll(lateCounts.held(stores.late().rows().namespaces(), zone::instantOfEnd));
    }
    return HeldRows.together(held);
  }

  /** When the next window fires that a slice is part of. */
  private long nextInstant(long sliceEnd) {
    if (!areSlices) {
      return zone.instantOfEnd(sliceEnd);
    }
    long end = grid.firstWindowEnd(sliceEnd);
    while (zone.instantOfEnd(end) - 1 <= watermark && end < grid.lastWindowEnd(sliceEnd)) {
      end = grid.nextEnd(end);
    }
    return zone.instantOfEnd(end);
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    emitter.forgetEmitted();
    byte[] progress = firing.state();
    return progress.length == 0
        ? OperatorSnapshot.EMPTY
        : () -> new OperatorSnapshot.Content(progress, List.of());
  }

  @Override
  public void close() {
    encoder.close();
    stores.close();
    if (partials != null) {
      partials.close();
    }
  }
}
