package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;

/**
 * A field of a ROW; NULL if the ROW is.
 *
 * @param argument the ROW
 * @param index the field's position, from 0
 */
public record FieldAccess(Expression argument, int index) implements Expression {
  public FieldAccess {
    if (argument.type().kind() != TypeKind.ROW) {
      throw new IllegalArgumentException(argument + " is no ROW but " + argument.type());
    }
  }

  @Override
  public LogicalType type() {
    LogicalType field = argument.type().fields().get(index).type();
    return field.withNullable(field.nullable() || argument.type().nullable());
  }

  @Override
  public List<Expression> operands() {
    return List.of(argument);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitField(this);
  }

  @Override
  public String toString() {
    return argument + "." + argument.type().fields().get(index).name();
  }
}
