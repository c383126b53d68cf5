package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code DROP [TEMPORARY [SYSTEM]] TABLE | VIEW | FUNCTION | CATALOG | DATABASE [IF EXISTS] name
 * [RESTRICT | CASCADE]}.
 *
 * @param system for functions only: whether it belongs to no catalog and database
 * @param cascade for databases only: whether the objects inside are dropped too
 */
public record Drop(
    ObjectKind kind,
    QualifiedName name,
    boolean temporary,
    boolean system,
    boolean ifExists,
    boolean cascade,
    Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDrop(this);
  }
}
