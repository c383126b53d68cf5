package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code CASE WHEN ... THEN ... ELSE ... END}, also {@code IF}: each branch is evaluated only for
 * the rows that reach it.
 *
 * @param branches tried in order
 * @param otherwise the value if no condition is TRUE
 * @param type the type of all the results
 */
public record Case(List<Branch> branches, Expression otherwise, LogicalType type)
    implements Expression {
  public Case {
    branches = List.copyOf(branches);
    Objects.requireNonNull(otherwise, "otherwise");
    for (Branch branch : branches) {
      Expressions.requireForm(branch.result(), type);
    }
    Expressions.requireForm(otherwise, type);
  }

  /** The value {@code result} where {@code condition} is TRUE and no earlier one is. */
  public record Branch(Expression condition, Expression result) {}

  @Override
  public List<Expression> operands() {
    List<Expression> operands = new ArrayList<>();
    for (Branch branch : branches) {
      operands.add(branch.condition());
      operands.add(branch.result());
    }
    operands.add(otherwise);
    return operands;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitCase(this);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("CASE");
    for (Branch branch : branches) {
      text.append(" WHEN ").append(branch.condition());
      text.append(" THEN ").append(branch.result());
    }
    return text.append(" ELSE ").append(otherwise).append(" END").toString();
  }
}
