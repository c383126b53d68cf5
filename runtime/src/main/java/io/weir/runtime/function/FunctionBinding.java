package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Objects;

/**
 * A function bound to the types of its arguments: one way of calling it.
 *
 * @param parameters the types that the kernel takes, one an argument; an argument of another type
 *     is cast to it first (nullability aside)
 * @param result the type of the value, with its nullability
 * @param canFail whether the kernel can raise an {@link EvaluationException}
 * @param nullPolicy what happens with NULL arguments
 * @param determinism how often this way of calling it must be evaluated
 * @param kernels makes the kernel
 */
public record FunctionBinding(
    List<LogicalType> parameters,
    LogicalType result,
    boolean canFail,
    NullPolicy nullPolicy,
    Determinism determinism,
    Kernel.Factory kernels) {
  public FunctionBinding {
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(determinism, "determinism");
    Objects.requireNonNull(kernels, "kernels");
  }

  /** A deterministic function. */
  public FunctionBinding(
      List<LogicalType> parameters,
      LogicalType result,
      boolean canFail,
      NullPolicy nullPolicy,
      Kernel.Factory kernels) {
    this(parameters, result, canFail, nullPolicy, Determinism.DETERMINISTIC, kernels);
  }

  /** A strict function that cannot fail; NULL only where an argument is. */
  public static FunctionBinding strict(
      List<LogicalType> parameters, LogicalType result, Kernel.Factory kernels) {
    boolean nullable = parameters.stream().anyMatch(LogicalType::nullable);
    return new FunctionBinding(
        parameters, result.withNullable(nullable), false, NullPolicy.STRICT, kernels);
  }

  /** A function that handles NULL itself and cannot fail. */
  public static FunctionBinding custom(
      List<LogicalType> parameters, LogicalType result, Kernel.Factory kernels) {
    return new FunctionBinding(parameters, result, false, NullPolicy.CUSTOM, kernels);
  }

  /** The same, able to fail. */
  public FunctionBinding failing() {
    return new FunctionBinding(parameters, result, true, nullPolicy, determinism, kernels);
  }

  /** The same with a result that can be NULL also where no argument is. */
  public FunctionBinding nullable() {
    return new FunctionBinding(
        parameters, result.withNullable(true), canFail, nullPolicy, determinism, kernels);
  }

  /** The same, evaluated as often as {@code determinism} says. */
  public FunctionBinding with(Determinism determinism) {
    return new FunctionBinding(parameters, result, canFail, nullPolicy, determinism, kernels);
  }
}
