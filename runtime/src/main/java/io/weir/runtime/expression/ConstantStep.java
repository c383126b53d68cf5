package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * A subexpression without columns, computed when a row first needs it (so that one that fails does
 * so only then) and kept for the evaluator's life.
 */
final class ConstantStep implements Step, AutoCloseable {
  private static final int[] FIRST_SLOT = {0};

  private final Step step;
  private final LogicalType type;
  private final BufferAllocator allocator;
  private FieldVector vector;
  private Value value;

  ConstantStep(Step step, LogicalType type, BufferAllocator allocator) {
    this.step = step;
    this.type = type;
    this.allocator = allocator;
  }

  @Override
  public Value evaluate(Frame frame, Selection rows) {
    if (value == null) {
      compute();
    }
    return value;
  }

  private void compute() {
    try (Frame frame = new Frame(allocator)) {
      Value computed = step.evaluate(frame, Selection.all(1));
      vector =
          computed.isTransferable()
              ? frame.take(computed)
              : Gather.copy(type, computed.vector(), FIRST_SLOT, 1, allocator);
    }
    value = Value.borrowed(Operand.constant(Column.of(vector)));
  }

  @Override
  public void close() {
    if (vector != null) {
      vector.close();
      vector = null;
      value = null;
    }
  }
}
