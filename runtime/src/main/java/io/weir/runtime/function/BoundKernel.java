package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** A kernel with its binding: keeps the promises that {@link Kernel} makes about NULLs and rows. */
public final class BoundKernel implements AutoCloseable {
  private final Kernel kernel;
  private final LogicalType type;
  private final boolean isStrict;
  private final boolean needsNonNull;

  /** A new kernel of {@code binding}. */
  public BoundKernel(FunctionBinding binding, EvaluationContext context) {
    kernel = binding.kernels().create(context);
    type = binding.result();
    isStrict = binding.nullPolicy() == NullPolicy.STRICT;
    needsNonNull = binding.canFail() || type.kind().isVariableWidth();
  }

  /**
   * A vector of {@code rowCount} slots with the values for {@code rows}; the caller owns it.
   *
   * @param rows at least one
   */
  public FieldVector run(
      Selection rows, Operand[] inputs, int rowCount, BufferAllocator allocator) {
    try (Result result = new Result(type, rowCount, allocator)) {
      Selection computed = rows;
      if (isStrict && Nulls.mark(inputs, rowCount, result) && needsNonNull) {
        computed = Nulls.without(result.column(), rows);
      }
      if (computed.count() > 0) {
        kernel.evaluate(computed, inputs, result);
      }
      return result.finish();
    }
  }

  @Override
  public void close() {
    kernel.close();
  }
}
