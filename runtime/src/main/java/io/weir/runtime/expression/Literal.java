package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Objects;

/**
 * A constant.
 *
 * @param type its type
 * @param value in the form of {@link io.weir.runtime.vector.Values}; null for NULL
 */
public record Literal(LogicalType type, Object value) implements Expression {
  public Literal {
    Objects.requireNonNull(type, "type");
  }

  /** NULL of a type. */
  public static Literal nullOf(LogicalType type) {
    return new Literal(type.withNullable(true), null);
  }

  /** TRUE or FALSE. */
  public static Literal of(boolean value) {
    return new Literal(LogicalType.bool().withNullable(false), value);
  }

  /** An INT. */
  public static Literal of(int value) {
    return new Literal(LogicalType.int32().withNullable(false), (long) value);
  }

  /** A BIGINT. */
  public static Literal of(long value) {
    return new Literal(LogicalType.bigint().withNullable(false), value);
  }

  /** A DOUBLE. */
  public static Literal of(double value) {
    return new Literal(LogicalType.float64().withNullable(false), value);
  }

  /** A STRING. */
  public static Literal of(String value) {
    return new Literal(LogicalType.string().withNullable(false), value);
  }

  @Override
  public List<Expression> operands() {
    return List.of();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.visitLiteral(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Literal literal
        && type.equals(literal.type)
        && Objects.deepEquals(value, literal.value);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode()
        + (value instanceof byte[] bytes
            ? java.util.Arrays.hashCode(bytes)
            : Objects.hashCode(value));
  }

  @Override
  public String toString() {
    return LiteralText.of(type, value);
  }
}
