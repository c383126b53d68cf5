package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Objects;

/**
 * A column of the input.
 *
 * @param index its position, from 0
 * @param name its name, for printing
 * @param type its type
 */
public record ColumnReference(int index, String name, LogicalType type) implements Expression {
  public ColumnReference {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** The column at {@code index} of {@code schema}. */
  public static ColumnReference of(Schema schema, int index) {
    return new ColumnReference(index, schema.name(index), schema.type(index));
  }

  @Override
  public List<Expression> operands() {
    return List.of();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitColumn(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
