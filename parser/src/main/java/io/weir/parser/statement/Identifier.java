package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * A name as it counts, that is without backticks; its case is kept and matters.
 *
 * @param span where it stands, backticks included
 */
public record Identifier(String name, Span span) {
  @Override
  public String toString() {
    return SqlQuoting.name(name);
  }
}
