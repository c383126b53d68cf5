package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code SHOW CHECKPOINTS FOR JOB 'job'}. */
public record ShowCheckpoints(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitShowCheckpoints(this);
  }
}
