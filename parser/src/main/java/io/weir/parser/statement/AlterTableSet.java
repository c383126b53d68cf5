package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code ALTER TABLE [IF EXISTS] name SET (…)}: adds options or changes their values. */
public record AlterTableSet(QualifiedName name, boolean ifExists, Options options, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterTableSet(this);
  }
}
