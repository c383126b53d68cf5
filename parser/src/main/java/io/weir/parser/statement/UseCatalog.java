package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code USE CATALOG name}. */
public record UseCatalog(Identifier name, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitUseCatalog(this);
  }
}
