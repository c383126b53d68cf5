package io.weir.runtime.expression;

import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Objects;

/**
 * A call of a function; made by {@link Expressions#call}.
 *
 * @param function what is called
 * @param binding how, for the types of the arguments
 * @param operands the arguments, of the binding's parameter types
 * @param position where the call is written
 */
public record Call(
    ScalarFunction function,
    FunctionBinding binding,
    List<Expression> operands,
    SourcePosition position)
    implements Expression {
  public Call {
    operands = List.copyOf(operands);
    if (operands.size() != binding.parameters().size()) {
      throw new IllegalArgumentException(
          function.name() + " takes " + binding.parameters() + " and gets " + operands);
    }
    Objects.requireNonNull(position, "position");
  }

  @Override
  public LogicalType type() {
    return binding.result();
  }

  @Override
  public boolean canFail() {
    return binding.canFail() || operands.stream().anyMatch(Expression::canFail);
  }

  @Override
  public boolean isDeterministic() {
    return binding.determinism() == Determinism.DETERMINISTIC
        && operands.stream().allMatch(Expression::isDeterministic);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitCall(this);
  }

  @Override
  public String toString() {
    return function
        .syntax()
        .print(function.name(), operands.stream().map(Expression::toString).toList());
  }
}
