package io.weir.runtime.operator.correlate;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.table.TableFunctionBinding;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A call of a table function.
 *
 * @param name what is called, for EXPLAIN and errors
 * @param binding how, for the types of the arguments
 * @param arguments of the binding's parameter types, over the columns of the row that calls
 * @param position where the call is written
 */
public record TableCall(
    String name,
    TableFunctionBinding binding,
    List<Expression> arguments,
    SourcePosition position) {
  public TableCall {
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(position, "position");
    if (arguments.size() != binding.parameters().size()) {
      throw new IllegalArgumentException(
          name + " takes " + binding.parameters() + " and gets " + arguments);
    }
  }

  /** Whether the same row always gives the same rows. */
  public boolean isDeterministic() {
    return binding.determinism() == Determinism.DETERMINISTIC
        && arguments.stream().allMatch(Expression::isDeterministic);
  }

  @Override
  public String toString() {
    return arguments.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
