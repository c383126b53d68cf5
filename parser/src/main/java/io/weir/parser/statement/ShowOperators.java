package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code SHOW OPERATORS FOR JOB 'job'}. */
public record ShowOperators(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitShowOperators(this);
  }
}
