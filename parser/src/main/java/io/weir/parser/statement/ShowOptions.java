package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code SET} alone: shows the settings of the session. */
public record ShowOptions(Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitShowOptions(this);
  }
}
