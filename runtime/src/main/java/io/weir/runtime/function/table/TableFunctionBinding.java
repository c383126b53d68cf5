package io.weir.runtime.function.table;

import io.weir.runtime.function.Determinism;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Objects;

/**
 * A table function bound to the types of its arguments: one way of calling it.
 *
 * @param parameters the types that the kernel takes, one an argument; an argument of another type
 *     is cast to it first (nullability aside)
 * @param rows the columns of the rows it gives
 * @param canFail whether the kernel can raise an {@link
 *     io.weir.runtime.function.EvaluationException}
 * @param determinism how often this way of calling it must be evaluated
 * @param kernels makes the kernel
 */
public record TableFunctionBinding(
    List<LogicalType> parameters,
    Schema rows,
    boolean canFail,
    Determinism determinism,
    TableKernel.Factory kernels) {
  public TableFunctionBinding {
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(determinism, "determinism");
    Objects.requireNonNull(kernels, "kernels");
  }
}
