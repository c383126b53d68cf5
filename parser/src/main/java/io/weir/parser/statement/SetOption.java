package io.weir.parser.statement;

import io.weir.parser.source.Span;

/** {@code SET 'key' = 'value'}. Key and value may also be written without quotes. */
public record SetOption(StringLiteral key, StringLiteral value, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitSetOption(this);
  }
}
