package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Optional;

/** A column of CREATE TABLE. */
public sealed interface ColumnDefinition {

  Identifier name();

  Optional<String> comment();

  Span span();

  /** Calls the method of the visitor that belongs to this kind of column. */
  <R> R accept(Visitor<R> visitor);

  /** One answer per kind of column. */
  interface Visitor<R> {
    R visitPhysical(Physical column);

    R visitMetadata(Metadata column);

    R visitComputed(Computed column);
  }

  /** {@code name type}: stored by the connector as part of the row. */
  record Physical(Identifier name, TypeText type, Optional<String> comment, Span span)
      implements ColumnDefinition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitPhysical(this);
    }
  }

  /**
   * {@code name type METADATA [FROM 'key'] [VIRTUAL]}: known to the connector beside the row.
   *
   * @param key the connector's key; empty means the column's name
   * @param virtual whether the column is only read, never written
   */
  record Metadata(
      Identifier name,
      TypeText type,
      Optional<StringLiteral> key,
      boolean virtual,
      Optional<String> comment,
      Span span)
      implements ColumnDefinition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMetadata(this);
    }
  }

  /** {@code name AS expression}: computed from other columns when the table is read. */
  record Computed(Identifier name, ExpressionText expression, Optional<String> comment, Span span)
      implements ColumnDefinition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitComputed(this);
    }
  }
}
