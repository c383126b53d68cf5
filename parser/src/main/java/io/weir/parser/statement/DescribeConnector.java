package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code DESCRIBE CONNECTOR name}: the options of a connector. The name may be quoted as a string.
 */
public record DescribeConnector(Identifier name, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDescribeConnector(this);
  }
}
