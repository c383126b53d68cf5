package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Optional;

/** {@code CREATE DATABASE [IF NOT EXISTS] [catalog.]name [COMMENT '…'] [WITH (…)]}. */
public record CreateDatabase(
    QualifiedName name, boolean ifNotExists, Optional<String> comment, Options options, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateDatabase(this);
  }
}
