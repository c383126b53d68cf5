package io.weir.runtime.operator.expand;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.TransferPair;

/** Runs an {@link ExpandNode}: the batches of all sets share the buffers of the columns. */
final class ExpandOperator implements Operator {
  private final ExpandNode node;
  private final Schema schema;
  private final int inputColumns;
  private final BufferAllocator allocator;
  private final int[] nulls = new int[Batch.MAX_ROWS];

  ExpandOperator(ExpandNode node, OperatorContext context) {
    this.node = node;
    schema = node.properties().schema();
    inputColumns = node.input().properties().schema().size();
    allocator = context.allocator();
    Arrays.fill(nulls, Gather.NULL_SLOT);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() == 0) {
        return true;
      }
      for (int set = 0; set < node.sets().size(); set++) {
        out.emit(expanded(batch, set));
      }
    }
    return true;
  }

  private Batch expanded(Batch batch, int set) {
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    for (FieldVector vector : batch.vectors()) {
      vectors.add(shared(vector, batch.rowCount()));
    }
    for (int key = 0; key < node.keys().size(); key++) {
      FieldVector column = batch.vector(node.keys().get(key));
      vectors.add(
          node.sets().get(set).contains(key)
              ? shared(column, batch.rowCount())
              : allNull(inputColumns + key, column, batch.rowCount()));
    }
    vectors.add(number(set, batch.rowCount()));
    return new Batch(
        schema,
        vectors,
        batch.rowCount(),
        batch.selection(),
        batch.rowKinds(),
        batch.rowWatermarks());
  }

  private FieldVector shared(FieldVector vector, int rows) {
    TransferPair pair = vector.getTransferPair(allocator);
    pair.splitAndTransfer(0, rows);
    return (FieldVector) pair.getTo();
  }

  private FieldVector allNull(int column, FieldVector like, int rows) {
    int[] slots = nulls;
    if (slots.length < rows) {
      slots = new int[rows];
      Arrays.fill(slots, Gather.NULL_SLOT);
    }
    return Gather.copy(schema.type(column), like, slots, rows, allocator);
  }

  private FieldVector number(int set, int rows) {
    int last = schema.size() - 1;
    FieldVector vector = Vectors.create(schema.name(last), schema.type(last), allocator);
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    vector.setValueCount(rows);
    Column column = Column.forWriting(vector);
    for (int i = 0; i < rows; i++) {
      column.setValid(i);
      column.putLong(i, set);
    }
    return vector;
  }

  @Override
  public void close() {}
}
