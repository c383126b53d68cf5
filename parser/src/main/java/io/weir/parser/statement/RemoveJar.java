package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code REMOVE JAR 'path'}. */
public record RemoveJar(StringLiteral path, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRemoveJar(this);
  }
}
