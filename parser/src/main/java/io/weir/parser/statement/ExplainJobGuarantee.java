package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code EXPLAIN GUARANTEE JOB 'job'}: what the sinks of a job are promised. */
public record ExplainJobGuarantee(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitExplainJobGuarantee(this);
  }
}
