package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Optional;

/** {@code CREATE CATALOG [IF NOT EXISTS] name [COMMENT '…'] [WITH (…)]}. */
public record CreateCatalog(
    Identifier name, boolean ifNotExists, Optional<String> comment, Options options, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateCatalog(this);
  }
}
