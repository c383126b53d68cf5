package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code AND} of conditions in three-valued logic: each is evaluated only for the rows where all
 * before are TRUE or NULL.
 *
 * @param operands in order, at least one
 */
public record And(List<Expression> operands) implements Expression {
  public And {
    operands = List.copyOf(operands);
    if (operands.isEmpty()) {
      throw new IllegalArgumentException("AND without operands");
    }
    for (Expression operand : operands) {
      if (operand.type().kind() != TypeKind.BOOLEAN) {
        throw new IllegalArgumentException(operand + " is no BOOLEAN but " + operand.type());
      }
    }
  }

  @Override
  public LogicalType type() {
    return LogicalType.bool()
        .withNullable(operands.stream().anyMatch(operand -> operand.type().nullable()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitAnd(this);
  }

  @Override
  public String toString() {
    return operands.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(" AND ", "(", ")"));
  }
}
