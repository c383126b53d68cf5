package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;

/** {@code ALTER TABLE [IF EXISTS] name RESET ('key', …)}: removes options. */
public record AlterTableReset(
    QualifiedName name, boolean ifExists, List<StringLiteral> keys, Span span)
    implements Statement {
  public AlterTableReset {
    keys = List.copyOf(keys);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterTableReset(this);
  }
}
