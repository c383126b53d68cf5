package io.weir.runtime.function;

import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import java.math.BigDecimal;

/**
 * Reads one argument of an annotated function by row. One object for the life of a call site, so
 * that the function's composed method handle can be bound to it once; pointed at each batch's
 * column by {@link #set}.
 */
final class ArgumentReader {
  private final Slice slice = new Slice();
  private final int scale;
  private Column column;
  private int mask;

  /**
   * @param scale the scale of a DECIMAL argument
   */
  ArgumentReader(int scale) {
    this.scale = scale;
  }

  void set(Operand operand) {
    column = operand.column();
    mask = operand.mask();
  }

  boolean getBoolean(int row) {
    return column.getBoolean(row & mask);
  }

  int getInt(int row) {
    return column.getInt(row & mask);
  }

  long getLong(int row) {
    return column.getLong(row & mask);
  }

  float getFloat(int row) {
    return column.getFloat(row & mask);
  }

  double getDouble(int row) {
    return column.getDouble(row & mask);
  }

  Slice getSlice(int row) {
    int slot = row & mask;
    return slice.set(column.getAddress(slot), column.getLength(slot));
  }

  BigDecimal getDecimal(int row) {
    return Decimals.read(column, row & mask, scale);
  }

  Slice getNullableSlice(int row) {
    return column.isNull(row & mask) ? null : getSlice(row);
  }

  BigDecimal getNullableDecimal(int row) {
    return column.isNull(row & mask) ? null : getDecimal(row);
  }

  Boolean getNullableBoolean(int row) {
    return column.isNull(row & mask) ? null : (Boolean) getBoolean(row);
  }

  Integer getNullableInt(int row) {
    return column.isNull(row & mask) ? null : (Integer) getInt(row);
  }

  Long getNullableLong(int row) {
    return column.isNull(row & mask) ? null : (Long) getLong(row);
  }

  Double getNullableDouble(int row) {
    return column.isNull(row & mask) ? null : (Double) getDouble(row);
  }
}
