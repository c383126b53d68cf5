package io.weir.runtime.connector.format.text;

import io.weir.runtime.type.LogicalType;
import org.apache.arrow.vector.FieldVector;

/**
 * Writes the values of one vector in the order of rows: of a column, or of elements and fields
 * inside one. Row {@code n} is written after row {@code n - 1}, and can be written again as long as
 * it is the last.
 */
public abstract sealed class ValueBuilder permits ScalarBuilder, ListBuilder, RowBuilder {
  private final LogicalType type;

  ValueBuilder(LogicalType type) {
    this.type = type;
  }

  /** A builder for values of a type, not yet bound to a vector. */
  static ValueBuilder of(LogicalType type) {
    return switch (type.kind()) {
      case ARRAY, MAP, MULTISET -> new ListBuilder(type);
      case ROW -> new RowBuilder(type);
      default -> new ScalarBuilder(type);
    };
  }

  /** The type of its values. */
  public final LogicalType type() {
    return type;
  }

  /** Makes room for {@code rows} rows; for nested ones before each is written. */
  public abstract void reserve(int rows);

  /** Writes NULL. */
  public abstract void setNull(int row);

  /** Writes NULL for the first {@code rows} rows, all at once. */
  public abstract void setNulls(int rows);

  /** Goes on with another vector, which is not yet allocated. */
  abstract void bind(FieldVector vector);

  /** Allocates memory for {@code rows} rows. */
  abstract void allocate(int rows);

  /** Fetches addresses again after a parent has reallocated. */
  abstract void refresh();

  /** Prepares the vector for its value count to be set. */
  abstract void finish(int rows);
}
