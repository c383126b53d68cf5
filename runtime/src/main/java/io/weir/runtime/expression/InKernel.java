package io.weir.runtime.expression;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Membership in a list of constants, looked up by hash, so that the cost does not depend on the
 * list's length.
 */
final class InKernel implements Kernel {
  private final LogicalType type;
  private final List<Object> candidates = new ArrayList<>();
  private final boolean hasNull;
  private final EvaluationContext context;
  private HashedList lookup;

  private InKernel(In in, EvaluationContext context) {
    this.context = context;
    type = in.argument().type();
    boolean anyNull = false;
    for (Literal candidate : in.candidates()) {
      if (candidate.value() == null) {
        anyNull = true;
      } else {
        candidates.add(candidate.value());
      }
    }
    hasNull = anyNull;
  }

  static FunctionBinding binding(In in) {
    FunctionBinding binding =
        FunctionBinding.strict(
            List.of(in.argument().type()),
            LogicalType.bool(),
            context -> new InKernel(in, context));
    return in.type().nullable() ? binding.nullable() : binding;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    if (lookup == null) {
      lookup = new HashedList(type, candidates, context.allocator());
    }
    Operand argument = inputs[0];
    Column column = result.column();
    HashedList.Probe probe = lookup.probe(argument.column());
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = argument.slot(row);
      if (argument.column().isNull(slot)) {
        continue;
      }
      boolean found = probe.contains(slot);
      column.putBoolean(row, found);
      if (!found && hasNull) {
        column.setNull(row);
      }
    }
  }

  @Override
  public void close() {
    if (lookup != null) {
      lookup.close();
    }
  }
}
