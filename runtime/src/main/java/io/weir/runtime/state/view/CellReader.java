package io.weir.runtime.state.view;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.StoredCells;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.BytesAppender;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.LongForm;
import java.math.BigInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/** Reads a value of many rows from their cells, as a {@link CellView} says. */
final class CellReader {
  private static final BigInteger LARGEST_DECIMAL =
      BigInteger.TEN.pow(LogicalType.MAX_DECIMAL_PRECISION).subtract(BigInteger.ONE);
  private static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final String name;
  private final CellView view;
  private final Cell.Kind kind;
  private final int cell;

  /** The cell that is zero where there is no value, or -1. */
  private final int counter;

  /**
   * @param cell the first of the value's cells
   */
  CellReader(String name, CellView view, Cell.Kind kind, int cell, int counter) {
    this.name = name;
    this.view = view;
    this.kind = kind;
    this.cell = cell;
    this.counter = counter;
  }

  /** The values of the rows that {@code cells} has read; the caller's. */
  FieldVector read(StoredCells cells, int count, BufferAllocator allocator) {
    FieldVector vector = NewVectors.of(name, view.type(), count, allocator);
    switch (view.form()) {
      case NUMBER, TIME, MIN, MAX, DOUBLE, DECIMAL_SUM, LIMBS, BYTES ->
          readPlain(cells, count, vector);
      case NUMBERS -> readNumbers(cells, count, (ListVector) vector);
      case VALUE, VALUES, COUNTED_VALUES, COUNTED_DOUBLES ->
          new CodedCellReader(view, cell).read(cells, count, vector);
      default -> throw new AssertionError(view.form() + " is no value of one column");
    }
    vector.setValueCount(count);
    return vector;
  }

  private void readPlain(StoredCells cells, int count, FieldVector vector) {
    if (view.form() == CellView.Form.BYTES || kind == Cell.Kind.BYTES) {
      readBytes(cells, count, (BaseVariableWidthVector) vector);
      return;
    }
    Column to = Column.forWriting(vector);
    for (int row = 0; row < count; row++) {
      boolean isThere = counter < 0 || cells.low(counter, row) != 0;
      if (isThere && write(cells, row, to)) {
        to.setValid(row);
      } else {
        to.setNull(row);
      }
    }
  }

  private void readBytes(StoredCells cells, int count, BaseVariableWidthVector vector) {
    BytesAppender appender = new BytesAppender(vector, 0);
    for (int row = 0; row < count; row++) {
      int length = cells.length(cell, row);
      if (length < 0 || counter >= 0 && cells.low(counter, row) == 0) {
        appender.appendNull();
      } else {
        appender.append(cells.address(cell, row), length);
      }
    }
    appender.finish();
  }

  /** Writes a value of fixed width; false if there is none. */
  private boolean write(StoredCells cells, int row, Column to) {
    LogicalType type = view.type();
    long low = cells.low(cell, row);
    switch (view.form()) {
      case NUMBER -> LongForm.write(to, type, row, low);
      case TIME -> {
        to.putLong(row, low * PartReader.MILLI_MICROS);
        return low != 0;
      }
      case MIN, MAX -> writeExtremum(cells, row, to);
      case DOUBLE -> writeDouble(to, row, doubleOf(cells, row));
      case DECIMAL_SUM -> {
        BigInteger sum =
            BigInteger.valueOf(cells.low(cell + 1, row))
                .shiftLeft(64)
                .or(unsigned(cells.high(cell, row)))
                .shiftLeft(64)
                .or(unsigned(low));
        return writeDecimal(to, row, sum);
      }
      case LIMBS -> {
        BigInteger sum = BigInteger.valueOf(cells.low(cell + view.cells() - 1, row));
        for (int limb = view.cells() - 2; limb >= 0; limb--) {
          sum = sum.shiftLeft(64).or(unsigned(cells.low(cell + limb, row)));
        }
        return writeDecimal(to, row, sum);
      }
      default -> throw new AssertionError(view.form() + " is no value of fixed width");
    }
    return true;
  }

  private static BigInteger unsigned(long bits) {
    return BigInteger.valueOf(bits).and(LOW_MASK);
  }

  private static boolean writeDecimal(Column to, int row, BigInteger unscaled) {
    if (unscaled.abs().compareTo(LARGEST_DECIMAL) > 0) {
      return false;
    }
    to.putDecimal(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
    return true;
  }

  private void writeExtremum(StoredCells cells, int row, Column to) {
    boolean isMin = view.form() == CellView.Form.MIN;
    long low = cells.low(cell, row);
    if (kind == Cell.Kind.WIDE) {
      long high = cells.high(cell, row) ^ (isMin ? Long.MAX_VALUE : Long.MIN_VALUE);
      to.putDecimal(row, low ^ (isMin ? -1L : 0), high);
    } else {
      LongForm.write(to, view.type(), row, low ^ (isMin ? Long.MAX_VALUE : Long.MIN_VALUE));
    }
  }

  private void writeDouble(Column to, int row, double value) {
    if (view.type().kind() == TypeKind.FLOAT) {
      to.putFloat(row, (float) value);
    } else {
      to.putDouble(row, value);
    }
  }

  private double doubleOf(StoredCells cells, int row) {
    double finite = Double.longBitsToDouble(cells.low(cell, row));
    if (view.cells() == 1) {
      return finite;
    }
    boolean isUp = cells.low(cell + 2, row) != 0;
    boolean isDown = cells.low(cell + 3, row) != 0;
    if (cells.low(cell + 1, row) != 0 || isUp && isDown) {
      return Double.NaN;
    }
    return isUp ? Double.POSITIVE_INFINITY : isDown ? Double.NEGATIVE_INFINITY : finite;
  }

  private void readNumbers(StoredCells cells, int count, ListVector to) {
    for (int row = 0; row < count; row++) {
      int start = to.startNewValue(row);
      FieldVector elements = to.getDataVector();
      while (elements.getValueCapacity() < start + view.cells()) {
        elements.reAlloc();
      }
      Column numbers = Column.forWriting(elements);
      for (int i = 0; i < view.cells(); i++) {
        numbers.setValid(start + i);
        numbers.putLong(start + i, cells.low(cell + i, row));
      }
      to.endValue(row, view.cells());
    }
  }
}
