package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code SHOW CREATE TABLE | VIEW | CATALOG name}.
 *
 * @param kind TABLE, VIEW or CATALOG
 */
public record ShowCreate(ObjectKind kind, QualifiedName name, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitShowCreate(this);
  }
}
