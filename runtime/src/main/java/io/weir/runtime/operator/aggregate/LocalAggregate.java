package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Aggregates rows of one batch among themselves: the first phase of an aggregate in two. */
public final class LocalAggregate implements AutoCloseable {
  private final AggregateLayout layout;
  private final BufferAllocator allocator;
  private final KeyEncoder encoder;
  private final BatchGrouper grouper = new BatchGrouper();
  private final LocalRows rows;
  private final List<FoldFilter> filters = new ArrayList<>();
  private final Fold all = new Fold();
  private long[] groups = new long[Batch.MAX_ROWS];
  private long[] groupOfRow = new long[Batch.MAX_ROWS];

  public LocalAggregate(AggregateLayout layout, BufferAllocator allocator) {
    this.layout = layout;
    this.allocator = allocator;
    Aggregation aggregation = layout.aggregation();
    encoder = new KeyEncoder(aggregation.rows(), aggregation.keys(), allocator);
    rows = new LocalRows(layout.cells(), allocator);
    layout.bind(rows.offsets());
    all.isPartial = true;
    for (AggregateLayout.FoldGroup group : layout.plain()) {
      filters.add(new FoldFilter(group.condition()));
    }
  }

  /**
   * Folds the live rows of {@code batch}, which stays open.
   *
   * @return the number of groups
   */
  public int fold(Batch batch) {
    int count = batch.size();
    grouper.group(encoder.encode(batch));
    if (groups.length < count) {
      groups = new long[count];
      groupOfRow = new long[count];
    }
    rows.reset(grouper.count(), groups);
    int[] liveRows = new int[count];
    Selection selection = batch.selection();
    for (int i = 0; i < count; i++) {
      groupOfRow[i] = groups[grouper.groupOf()[i]];
      liveRows[i] = selection.row(i);
    }
    all.columns = new Column[layout.aggregation().rows().size()];
    for (int column : layout.columns()) {
      all.columns[column] = Column.of(batch.vector(column));
    }
    all.rows = liveRows;
    all.isDense = selection.isDense();
    all.groups = groupOfRow;
    all.count = count;
    all.kinds = layout.aggregation().retracting() ? batch.rowKinds() : null;
    all.bytes = rows;
    for (int i = 0; i < filters.size(); i++) {
      Fold fold = filters.get(i).apply(all);
      for (Accumulator accumulator : layout.plain().get(i).accumulators()) {
        accumulator.add(fold);
      }
    }
    return grouper.count();
  }

  /** The keys of the groups of the last {@link #fold}, from the same batch. */
  public List<FieldVector> keys(Batch batch) {
    int[] representatives = new int[grouper.count()];
    for (int g = 0; g < representatives.length; g++) {
      representatives[g] = batch.selection().row(grouper.first()[g]);
    }
    List<FieldVector> keys = new ArrayList<>();
    for (int column : layout.aggregation().keys()) {
      keys.add(
          Gather.copy(
              batch.schema().type(column),
              batch.vector(column),
              representatives,
              representatives.length,
              allocator));
    }
    return keys;
  }

  /** The cells of the groups of the last {@link #fold}, a vector each. */
  public List<FieldVector> cells() {
    List<FieldVector> vectors = Vectors.create(new Schema(Partials.fields(layout)), allocator);
    for (int k = 0; k < vectors.size(); k++) {
      Cell cell = layout.cells().get(k);
      Partials.write(cell, k, rows.offsets()[k], groups, grouper.count(), rows, vectors.get(k));
    }
    return vectors;
  }

  @Override
  public void close() {
    encoder.close();
    rows.close();
    layout.close();
  }
}
