package io.weir.runtime.expression;

import io.weir.runtime.function.cast.Casts;
import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Objects;

/**
 * {@code CAST} or {@code TRY_CAST}; made by {@link Expressions#cast}.
 *
 * @param argument the value
 * @param type the target, nullable if the argument is or the cast may give NULL
 * @param isTry whether a value that does not fit gives NULL instead of an error
 * @param position where it is written
 */
public record Cast(Expression argument, LogicalType type, boolean isTry, SourcePosition position)
    implements Expression {
  public Cast {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(position, "position");
    if (!Casts.isPossible(argument.type(), type)) {
      throw new IllegalArgumentException(
          "no cast from " + argument.type() + " to " + type + " in " + argument);
    }
  }

  @Override
  public List<Expression> operands() {
    return List.of(argument);
  }

  @Override
  public boolean canFail() {
    return !isTry && Casts.canFail(argument.type(), type) || argument.canFail();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitCast(this);
  }

  @Override
  public String toString() {
    return (isTry ? "TRY_CAST(" : "CAST(") + argument + " AS " + type.withNullable(true) + ")";
  }
}
