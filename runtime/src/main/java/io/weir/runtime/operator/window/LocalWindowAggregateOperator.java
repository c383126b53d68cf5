package io.weir.runtime.operator.window;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.LocalAggregate;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Field;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link LocalWindowAggregateNode}. Which windows have fired behind the exchange is not
 * known here, so a row that is late for some of its windows goes to the others one by one.
 */
final class LocalWindowAggregateOperator implements Operator {
  private final LocalWindowAggregateNode node;
  private final BufferAllocator allocator;
  private final LocalAggregate local;
  private final RowPlacer placer;

  LocalWindowAggregateOperator(LocalWindowAggregateNode node, OperatorContext context) {
    this.node = node;
    allocator = context.allocator();
    local = new LocalAggregate(AggregateLayout.of(node.aggregation()), allocator);
    placer =
        new RowPlacer(
            node.window(),
            node.rows(),
            new WindowZone(node.window().zone()),
            node.aggregation().rows().name(node.rows().column()),
            context.metrics());
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      placer.place(batch, Watermark.NONE);
      emit(batch, placer.slices(), false, out);
      emit(batch, placer.windows(), true, out);
    }
    return true;
  }

  private void emit(Batch batch, RowsByTime rows, boolean isWindow, Output out) {
    for (int t = 0; t < rows.times(); t++) {
      Batch view = rows.view(t, batch);
      int groups = local.fold(view);
      List<FieldVector> vectors = new ArrayList<>(local.keys(view));
      vectors.add(ends(rows.time(t), groups));
      vectors.add(flags(isWindow, groups));
      vectors.addAll(local.cells());
      out.emit(Batch.ofInserts(node.properties().schema(), vectors, groups));
    }
  }

  private FieldVector ends(long end, int count) {
    FieldVector vector = allocate(LocalWindowAggregateNode.PARTIAL_COLUMNS.get(0), count);
    Column column = Column.forWriting(vector);
    for (int i = 0; i < count; i++) {
      column.setValid(i);
      column.putLong(i, end);
    }
    return vector;
  }

  private FieldVector flags(boolean flag, int count) {
    FieldVector vector = allocate(LocalWindowAggregateNode.PARTIAL_COLUMNS.get(1), count);
    Column column = Column.forWriting(vector);
    for (int i = 0; i < count; i++) {
      column.setValid(i);
      column.putBoolean(i, flag);
    }
    return vector;
  }

  private FieldVector allocate(Field field, int count) {
    FieldVector vector = Vectors.create(field.name(), field.type(), allocator);
    vector.setInitialCapacity(count);
    vector.allocateNew();
    vector.setValueCount(count);
    return vector;
  }

  @Override
  public void close() {
    local.close();
  }
}
