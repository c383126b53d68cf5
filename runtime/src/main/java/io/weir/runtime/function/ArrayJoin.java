package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;

/** ARRAY_JOIN. */
final class ArrayJoin {
  private ArrayJoin() {}

  /** The function. */
  static ScalarFunction function() {
    return KernelFunction.named("ARRAY_JOIN")
        .doc(
            "The strings in `array` one after the other with `separator` between them; NULLs are"
                + " left out, or replaced by `replacement`.",
            "ARRAY_JOIN(ARRAY['a', NULL, 'b'], ',', '?')",
            "'a,?,b'")
        .arguments(
            2, 3, "ARRAY_JOIN(ARRAY<STRING>, STRING)", "ARRAY_JOIN(ARRAY<STRING>, STRING, STRING)")
        .resolve(ArrayJoin::resolve);
  }

  private static Resolution resolve(CallArguments arguments) {
    LogicalType array = arguments.type(0);
    boolean fits = ArrayTypes.isArray(array) && ArrayTypes.element(array).kind().isCharacter();
    List<LogicalType> parameters = new ArrayList<>(arguments.types());
    for (int i = 1; i < parameters.size(); i++) {
      TypeKind kind = parameters.get(i).kind();
      fits &= kind.isCharacter() || kind == TypeKind.NULL;
      parameters.set(i, LogicalType.string().withNullable(parameters.get(i).nullable()));
    }
    return fits
        ? Resolution.of(
            FunctionBinding.strict(parameters, LogicalType.string(), context -> ArrayJoin::join))
        : ArrayTypes.mismatch("ARRAY_JOIN", arguments);
  }

  private static void join(Selection rows, Operand[] inputs, Result output) {
    Column arrays = inputs[0].column();
    Column elements = arrays.child(0);
    SliceOutput out = output.slices();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = inputs[0].slot(row);
      boolean isFirst = true;
      for (int at = arrays.getStart(slot); at < arrays.getEnd(slot); at++) {
        boolean isNull = elements.isNull(at);
        if (isNull && inputs.length < 3) {
          continue;
        }
        if (!isFirst) {
          append(inputs[1], row, out);
        }
        isFirst = false;
        if (isNull) {
          append(inputs[2], row, out);
        } else {
          out.append(elements.getAddress(at), elements.getLength(at));
        }
      }
      out.end(row);
    }
  }

  private static void append(Operand text, int row, SliceOutput out) {
    int slot = text.slot(row);
    out.append(text.column().getAddress(slot), text.column().getLength(slot));
  }
}
