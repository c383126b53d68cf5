package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code ALTER VIEW name AS query}. */
public record AlterViewAs(QualifiedName name, QueryText query, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterViewAs(this);
  }
}
