package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * {@code DESCRIBE [EXTENDED] name} and {@code DESCRIBE FUNCTION | CATALOG | DATABASE [EXTENDED]
 * name}.
 *
 * @param kind TABLE stands for tables and views alike
 */
public record Describe(ObjectKind kind, QualifiedName name, boolean extended, Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDescribe(this);
  }
}
