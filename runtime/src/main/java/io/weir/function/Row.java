package io.weir.function;

import java.util.Arrays;

/** Values one beside the other: a value of the type ROW. */
public final class Row {
  private final Object[] fields;

  private Row(Object[] fields) {
    this.fields = fields;
  }

  /** A row of these values. */
  public static Row of(Object... values) {
    return new Row(values.clone());
  }

  /** A row of {@code arity} values, all of them null. */
  public static Row withArity(int arity) {
    return new Row(new Object[arity]);
  }

  /** How many values there are. */
  public int getArity() {
    return fields.length;
  }

  /** The value number {@code index}, from 0. */
  public Object getField(int index) {
    return fields[index];
  }

  /** The value number {@code index}, from 0, as the type that is expected. */
  @SuppressWarnings("unchecked")
  public <T> T getFieldAs(int index) {
    return (T) fields[index];
  }

  /** Sets the value number {@code index}, from 0. */
  public void setField(int index, Object value) {
    fields[index] = value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && Arrays.deepEquals(fields, row.fields);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(fields);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(fields);
  }
}
