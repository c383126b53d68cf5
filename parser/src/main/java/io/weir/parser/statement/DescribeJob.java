package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code DESCRIBE JOB 'job'}. */
public record DescribeJob(StringLiteral job, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDescribeJob(this);
  }
}
