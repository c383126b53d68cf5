package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code CANCEL JOB 'job'}: stops it without a last checkpoint. */
public record CancelJob(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCancelJob(this);
  }
}
