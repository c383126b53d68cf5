package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code ALTER TABLE [IF EXISTS] name ADD | MODIFY | DROP | RENAME …} of columns and the like. */
public record AlterTableSchema(QualifiedName name, boolean ifExists, SchemaChange change, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterTableSchema(this);
  }
}
