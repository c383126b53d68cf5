package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code SOURCE 'file'}: runs the statements of a file. */
public record RunFile(StringLiteral file, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRunFile(this);
  }
}
