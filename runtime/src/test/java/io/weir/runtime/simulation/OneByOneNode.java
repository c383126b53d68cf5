package io.weir.runtime.simulation;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.stream.Batch;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Passes each row on in a batch of its own, so that those behind are full in the middle of a batch:
 * what is left of it waits, also while a barrier overtakes it.
 */
record OneByOneNode(PlanNode input) implements PassingNode {
  @Override
  public String name() {
    return "OneByOne";
  }

  @Override
  public Operator create(OperatorContext context) {
    return new Operator() {
      @Override
      public boolean process(int from, Batch batch, Output out) {
        while (batch.size() > 0) {
          if (out.isFull()) {
            return false;
          }
          Batch first = shared(batch);
          first.select(batch.selection().limit(1));
          out.emit(first);
          batch.skip(1);
        }
        batch.close();
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private static Batch shared(Batch batch) {
    List<FieldVector> vectors = new ArrayList<>();
    for (FieldVector vector : batch.vectors()) {
      TransferPair pair = vector.getTransferPair(vector.getField(), vector.getAllocator());
      pair.splitAndTransfer(0, vector.getValueCount());
      vectors.add((FieldVector) pair.getTo());
    }
    return batch.withColumns(batch.schema(), vectors);
  }
}
