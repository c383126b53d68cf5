package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code CLEAR}: clears the screen. */
public record Clear(Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitClear(this);
  }
}
