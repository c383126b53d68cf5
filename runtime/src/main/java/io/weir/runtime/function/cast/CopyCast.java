package io.weir.runtime.function.cast;

import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Gather;
import java.util.Arrays;

/**
 * The cast that changes nothing but the name of the type. The evaluator leaves it out; it is needed
 * inside of nested types only.
 */
final class CopyCast {
  static final CastRule RULE =
      CastRule.total(
          (from, to, isTry, context) -> (rows, inputs, result) -> copy(rows, inputs[0], result));

  private CopyCast() {}

  private static void copy(Selection rows, Operand input, Result result) {
    int[] slots = new int[result.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int i = 0; i < rows.count(); i++) {
      slots[rows.row(i)] = input.slot(rows.row(i));
    }
    result.set(
        Gather.copy(
            result.type(), input.column().vector(), slots, slots.length, result.allocator()));
  }
}
