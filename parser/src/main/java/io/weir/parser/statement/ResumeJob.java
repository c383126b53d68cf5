package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code RESUME JOB 'job'}: continues a stopped or failed job from its last checkpoint. */
public record ResumeJob(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitResumeJob(this);
  }
}
