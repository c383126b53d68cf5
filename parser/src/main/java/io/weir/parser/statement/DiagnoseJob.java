package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code DIAGNOSE JOB 'job'}. */
public record DiagnoseJob(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDiagnoseJob(this);
  }
}
