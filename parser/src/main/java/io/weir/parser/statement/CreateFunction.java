package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code CREATE [TEMPORARY [SYSTEM]] FUNCTION [IF NOT EXISTS] name AS 'class' …}.
 *
 * @param system whether the function belongs to no catalog and database
 */
public record CreateFunction(
    QualifiedName name,
    boolean temporary,
    boolean system,
    boolean ifNotExists,
    FunctionClass implementation,
    Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateFunction(this);
  }
}
