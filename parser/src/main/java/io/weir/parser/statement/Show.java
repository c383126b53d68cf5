package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Optional;

/**
 * {@code SHOW TABLES | VIEWS | … [FROM …] [[NOT] LIKE '…']}.
 *
 * @param from the database (or, for COLUMNS, the table) that is looked into
 */
public record Show(
    ShowSubject subject, Optional<QualifiedName> from, Optional<NamePattern> pattern, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitShow(this);
  }
}
