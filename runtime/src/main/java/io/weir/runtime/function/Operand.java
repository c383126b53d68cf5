package io.weir.runtime.function;

import io.weir.runtime.vector.Column;

/**
 * One argument of a kernel for the rows of a batch: a column, or a constant whose only slot stands
 * for every row. Loops read {@code operand.column().getLong(row & operand.mask())}, which is right
 * for both.
 */
public final class Operand {
  private final Column column;
  private final int mask;

  private Operand(Column column, int mask) {
    this.column = column;
    this.mask = mask;
  }

  /** A value by row. */
  public static Operand of(Column column) {
    return new Operand(column, -1);
  }

  /** The value in slot 0 of {@code column}, for every row. */
  public static Operand constant(Column column) {
    return new Operand(column, 0);
  }

  /** The values; slot {@code row & mask()} belongs to {@code row}. */
  public Column column() {
    return column;
  }

  /** All ones for a column, 0 for a constant. */
  public int mask() {
    return mask;
  }

  /** Whether every row has the value of slot 0. */
  public boolean isConstant() {
    return mask == 0;
  }

  /** The slot that holds the value of {@code row}. */
  public int slot(int row) {
    return row & mask;
  }

  /** Whether the value of {@code row} is NULL. */
  public boolean isNull(int row) {
    return column.isNull(row & mask);
  }
}
