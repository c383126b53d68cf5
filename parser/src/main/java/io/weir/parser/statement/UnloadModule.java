package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code UNLOAD MODULE name}. */
public record UnloadModule(Identifier name, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitUnloadModule(this);
  }
}
