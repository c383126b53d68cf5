package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code HELP}. */
public record Help(Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitHelp(this);
  }
}
