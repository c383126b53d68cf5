package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code ADD JAR 'path'}. */
public record AddJar(StringLiteral path, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddJar(this);
  }
}
