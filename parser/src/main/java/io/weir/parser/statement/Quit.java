package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code QUIT} or {@code EXIT}. */
public record Quit(Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitQuit(this);
  }
}
