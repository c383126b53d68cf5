package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * A query whose rows go to whoever runs it: {@code SELECT}, {@code WITH … SELECT}, {@code VALUES}
 * or {@code TABLE t}.
 */
public record Query(QueryText query, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitQuery(this);
  }
}
