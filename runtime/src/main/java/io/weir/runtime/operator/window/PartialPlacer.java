package io.weir.runtime.operator.window;

import io.weir.runtime.metric.LateRows;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.metric.RowsByEnd;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.BytesCells;
import io.weir.runtime.operator.aggregate.PartialReader;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.vector.Column;

/**
 * Decides where partials count. Those that were late have been dropped before; only what comes from
 * a split that had been idle can still be behind the watermark.
 */
final class PartialPlacer implements AutoCloseable {
  private final WindowSpec.Kind kind;
  private final boolean areWindows;
  private final int timeColumn;
  private final WindowGrid grid;
  private final WindowZone zone;
  private final OperatorMetrics metrics;
  private final PartialReader reader;
  private final LateRows late = new LateRows();
  private final RowsByTime slices = new RowsByTime();
  private final RowsByTime windows = new RowsByTime();

  PartialPlacer(
      WindowAggregateNode node, WindowZone zone, WindowStores stores, OperatorContext context) {
    kind = node.window().kind();
    areWindows = node.rows().nameWindows();
    timeColumn = node.rows().column();
    grid = new WindowGrid(node.window());
    this.zone = zone;
    metrics = context.metrics();
    reader =
        new PartialReader(
            stores.slices(),
            timeColumn + LocalWindowAggregateNode.PARTIAL_COLUMNS.size(),
            context.allocator());
  }

  RowsByTime slices() {
    return slices;
  }

  RowsByTime windows() {
    return windows;
  }

  /** The cells of the live rows of {@code view}. */
  long[] read(Batch view) {
    return reader.read(view);
  }

  BytesCells cells() {
    return reader;
  }

  /**
   * Places the live rows of {@code batch}.
   *
   * @param counts is told how many rows they stand for
   */
  void place(Batch batch, long watermark, RowsByEnd counts) {
    slices.clear();
    windows.clear();
    Column ends = Column.of(batch.vector(timeColumn));
    Column isWindow = Column.of(batch.vector(timeColumn + 1));
    Column rowCounts =
        Column.of(batch.vector(timeColumn + LocalWindowAggregateNode.PARTIAL_COLUMNS.size()));
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.selection().row(i);
      long end = ends.getLong(row);
      boolean single = isWindow.getBoolean(row);
      if (watermark < fires(single || areWindows ? end : grid.firstWindowEnd(end))) {
        (single ? windows : slices).add(end, row);
        if (!single) {
          counts.add(end, rowCounts.getLong(row));
        }
      } else {
        placeLate(row, end, single, watermark, rowCounts);
      }
    }
    slices.group();
    windows.group();
    late.report(metrics);
  }

  private void placeLate(int row, long end, boolean single, long watermark, Column rowCounts) {
    long last = fires(single || areWindows ? end : grid.lastWindowEnd(end));
    if (watermark >= last) {
      late.add(false, watermark, last, rowCounts.getLong(row));
    } else if (kind == WindowSpec.Kind.CUMULATE) {
      long next = end;
      while (watermark >= fires(next)) {
        next = grid.nextEnd(next);
      }
      slices.add(next, row);
    } else {
      slices.add(end, row);
    }
  }

  private long fires(long windowEnd) {
    return zone.instantOfEnd(windowEnd) - 1;
  }

  @Override
  public void close() {
    reader.close();
  }
}
