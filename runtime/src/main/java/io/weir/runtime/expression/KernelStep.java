package io.weir.runtime.expression;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.function.BoundKernel;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Operand;
import io.weir.runtime.stream.Selection;
import org.apache.arrow.vector.FieldVector;

/** Evaluates the arguments of a call or cast and runs its kernel over them. */
final class KernelStep implements Step {
  private final Step[] arguments;
  private final BoundKernel kernel;
  private final boolean isPerBatch;
  private final SourcePosition position;
  private final String text;

  /**
   * @param isPerBatch whether one value without arguments serves all rows
   * @param text the expression as SQL, for errors
   */
  KernelStep(
      Step[] arguments,
      BoundKernel kernel,
      boolean isPerBatch,
      SourcePosition position,
      String text) {
    this.arguments = arguments;
    this.kernel = kernel;
    this.isPerBatch = isPerBatch;
    this.position = position;
    this.text = text;
  }

  @Override
  public Value evaluate(Frame frame, Selection rows) {
    if (isPerBatch) {
      return frame.ownConstant(run(frame, Selection.all(1), new Operand[0], 1));
    }
    Value[] values = new Value[arguments.length];
    Operand[] operands = new Operand[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].evaluate(frame, rows);
      operands[i] = values[i].operand();
    }
    Value result = frame.own(run(frame, rows, operands, frame.rowCount()));
    for (Value value : values) {
      frame.release(value);
    }
    return result;
  }

  private FieldVector run(Frame frame, Selection rows, Operand[] operands, int rowCount) {
    try {
      return kernel.run(rows, operands, rowCount, frame.allocator());
    } catch (EvaluationException e) {
      throw WeirException.permanent(
          position.prefix() + e.getMessage() + ", in " + text, e.hint(), e);
    }
  }
}
