package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code argument IN (literal, ...)} for literals of the argument's type; long lists are looked up
 * by hash. NULL if the argument is, or if it is not found and a candidate is NULL.
 *
 * @param argument what is looked for
 * @param candidates where, at least one
 */
public record In(Expression argument, List<Literal> candidates) implements Expression {
  public In {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("IN without candidates");
    }
    for (Literal candidate : candidates) {
      Expressions.requireForm(candidate, argument.type());
    }
  }

  @Override
  public LogicalType type() {
    boolean anyNull = candidates.stream().anyMatch(candidate -> candidate.value() == null);
    return LogicalType.bool().withNullable(argument.type().nullable() || anyNull);
  }

  @Override
  public List<Expression> operands() {
    return List.of(argument);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitIn(this);
  }

  @Override
  public String toString() {
    return candidates.stream()
        .map(Literal::toString)
        .collect(Collectors.joining(", ", "(" + argument + " IN (", "))"));
  }
}
