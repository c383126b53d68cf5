package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code EXPLAIN ANALYZE JOB 'job'}: the plan of a running job with its measurements. */
public record ExplainAnalyze(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitExplainAnalyze(this);
  }
}
