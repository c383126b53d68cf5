package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * The evaluation of one batch: its columns, the values of shared subexpressions, and every vector
 * made so far that is not handed on, so that nothing leaks when an expression fails.
 */
final class Frame implements AutoCloseable {
  private final BufferAllocator allocator;
  private final Batch batch;
  private final int rowCount;
  private final Selection live;
  private final Operand[] columns;
  private final Object[] shared;
  private final List<FieldVector> owned = new ArrayList<>();

  /** A frame for a batch. */
  Frame(Batch batch, int sharedCount, BufferAllocator allocator) {
    this.allocator = allocator;
    this.batch = batch;
    this.rowCount = batch.rowCount();
    this.live = batch.selection();
    this.columns = new Operand[batch.vectors().size()];
    this.shared = new Object[sharedCount];
  }

  /** A frame of one row without columns, for constants. */
  Frame(BufferAllocator allocator) {
    this.allocator = allocator;
    this.batch = null;
    this.rowCount = 1;
    this.live = Selection.all(1);
    this.columns = new Operand[0];
    this.shared = new Object[0];
  }

  BufferAllocator allocator() {
    return allocator;
  }

  int rowCount() {
    return rowCount;
  }

  /** The watermark of each row, or null if the batch carries none. */
  long[] rowWatermarks() {
    return batch.rowWatermarks();
  }

  /** The live rows of the batch. */
  Selection live() {
    return live;
  }

  Operand column(int index) {
    Operand operand = columns[index];
    if (operand == null) {
      operand = Operand.of(Column.of(batch.vector(index)));
      columns[index] = operand;
    }
    return operand;
  }

  /** What {@link #setShared} has kept under this number, or null. */
  Object shared(int number) {
    return shared[number];
  }

  void setShared(int number, Object value) {
    shared[number] = value;
  }

  /** Values by row in a new vector, which this frame closes unless it is released or taken. */
  Value own(FieldVector vector) {
    owned.add(vector);
    return new Value(Operand.of(Column.of(vector)), vector);
  }

  /** As {@link #own}, for a vector whose slot 0 stands for every row. */
  Value ownConstant(FieldVector vector) {
    owned.add(vector);
    return new Value(Operand.constant(Column.of(vector)), vector);
  }

  /** The values are no longer needed. */
  void release(Value value) {
    if (value.owner() != null) {
      forget(value.owner());
      value.owner().close();
    }
  }

  /** The caller owns the value's vector from here on. */
  FieldVector take(Value value) {
    forget(value.owner());
    return value.owner();
  }

  private void forget(FieldVector vector) {
    for (int i = owned.size() - 1; i >= 0; i--) {
      if (owned.get(i) == vector) {
        owned.remove(i);
        return;
      }
    }
    throw new AssertionError("released twice: " + vector.getField());
  }

  @Override
  public void close() {
    owned.forEach(FieldVector::close);
    owned.clear();
  }
}
