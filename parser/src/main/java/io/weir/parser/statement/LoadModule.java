package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code LOAD MODULE name [WITH (…)]}. */
public record LoadModule(Identifier name, Options options, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitLoadModule(this);
  }
}
