package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code COALESCE}, also {@code IFNULL}: the first operand that is not NULL; each is evaluated only
 * for the rows where those before are NULL.
 *
 * @param operands in order, at least one
 * @param type the type of all of them
 */
public record Coalesce(List<Expression> operands, LogicalType type) implements Expression {
  public Coalesce {
    operands = List.copyOf(operands);
    if (operands.isEmpty()) {
      throw new IllegalArgumentException("COALESCE without operands");
    }
    for (Expression operand : operands) {
      Expressions.requireForm(operand, type);
    }
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitCoalesce(this);
  }

  @Override
  public String toString() {
    return operands.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(", ", "COALESCE(", ")"));
  }
}
