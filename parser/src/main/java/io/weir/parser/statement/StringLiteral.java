package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * A string as it counts: quotes removed and escapes resolved.
 *
 * @param span where it stands, quotes included
 */
public record StringLiteral(String value, Span span) {
  @Override
  public String toString() {
    return SqlQuoting.string(value);
  }
}
