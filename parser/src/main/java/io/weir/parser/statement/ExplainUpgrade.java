package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code EXPLAIN UPGRADE 'file' FROM JOB 'job'}: what of the job's state the statements of the file
 * would keep.
 */
public record ExplainUpgrade(StringLiteral file, StringLiteral job, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitExplainUpgrade(this);
  }
}
