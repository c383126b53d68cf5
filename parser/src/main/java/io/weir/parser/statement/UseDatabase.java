package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code USE [catalog.]database}. */
public record UseDatabase(QualifiedName name, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitUseDatabase(this);
  }
}
