package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Column;
import java.util.Arrays;

/** LIKE: compiles the pattern when it changes, which for a literal is once. */
final class LikeKernel implements Kernel {
  private final EvaluationContext context;
  private final Slice slice = new Slice();
  private LikePattern pattern;
  private byte[] patternBytes;
  private byte[] escapeBytes;

  LikeKernel(EvaluationContext context) {
    this.context = context;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    boolean isConstant = inputs[1].isConstant() && (inputs.length < 3 || inputs[2].isConstant());
    compile(inputs, rows.row(0));
    Column text = inputs[0].column();
    Operand operand = inputs[0];
    BooleanLoop.run(
        rows,
        result,
        false,
        (base, count) -> {
          long word = 0;
          for (int k = 0; k < count; k++) {
            if (!isConstant) {
              compile(inputs, base + k);
            }
            int slot = operand.slot(base + k);
            boolean matches = pattern.matches(text.getAddress(slot), text.getLength(slot));
            word |= (matches ? 1L : 0L) << k;
          }
          return word;
        });
  }

  private void compile(Operand[] inputs, int row) {
    byte[] bytes = bytes(inputs[1], row);
    byte[] escape = inputs.length < 3 ? null : bytes(inputs[2], row);
    if (pattern != null
        && Arrays.equals(bytes, patternBytes)
        && Arrays.equals(escape, escapeBytes)) {
      return;
    }
    close();
    pattern = LikePattern.compile(bytes, escape, context.allocator());
    patternBytes = bytes;
    escapeBytes = escape;
  }

  private byte[] bytes(Operand operand, int row) {
    int slot = operand.slot(row);
    Column column = operand.column();
    return slice.set(column.getAddress(slot), column.getLength(slot)).toBytes();
  }

  @Override
  public void close() {
    if (pattern != null) {
      pattern.close();
      pattern = null;
    }
  }
}
