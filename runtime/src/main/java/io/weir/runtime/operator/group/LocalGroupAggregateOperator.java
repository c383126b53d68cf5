package io.weir.runtime.operator.group;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.LocalAggregate;
import io.weir.runtime.stream.Batch;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Runs a {@link LocalGroupAggregateNode}: a batch of rows in, a batch of partials out. */
final class LocalGroupAggregateOperator implements Operator {
  private final LocalGroupAggregateNode node;
  private final LocalAggregate local;

  LocalGroupAggregateOperator(LocalGroupAggregateNode node, OperatorContext context) {
    this.node = node;
    local = new LocalAggregate(AggregateLayout.of(node.aggregation()), context.allocator());
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() == 0) {
        return true;
      }
      int groups = local.fold(batch);
      List<FieldVector> vectors = new ArrayList<>(local.keys(batch));
      vectors.addAll(local.cells());
      out.emit(Batch.ofInserts(node.properties().schema(), vectors, groups));
    }
    return true;
  }

  @Override
  public void close() {
    local.close();
  }
}
