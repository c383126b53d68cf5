package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code ALTER TABLE | VIEW [IF EXISTS] name RENAME TO newName}.
 *
 * @param kind TABLE or VIEW
 */
public record AlterRename(
    ObjectKind kind, QualifiedName name, boolean ifExists, QualifiedName newName, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterRename(this);
  }
}
