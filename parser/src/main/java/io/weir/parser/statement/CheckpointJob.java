package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code CHECKPOINT JOB 'job'}: takes a checkpoint now. */
public record CheckpointJob(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCheckpointJob(this);
  }
}
