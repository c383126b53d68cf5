package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code ALTER [TEMPORARY [SYSTEM]] FUNCTION [IF EXISTS] name AS 'class' …}.
 *
 * @param system whether the function belongs to no catalog and database
 */
public record AlterFunction(
    QualifiedName name,
    boolean temporary,
    boolean system,
    boolean ifExists,
    FunctionClass implementation,
    Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterFunction(this);
  }
}
