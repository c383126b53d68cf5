package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Where a kernel writes. A result of fixed width is written by row through {@link #column}; one of
 * variable width through {@link #slices}; for nested types the kernel makes the vector itself
 * (usually with {@link io.weir.runtime.vector.Gather}) and hands it over with {@link #set}.
 */
public final class Result implements AutoCloseable {
  private final LogicalType type;
  private final int rowCount;
  private final BufferAllocator allocator;
  private FieldVector vector;
  private Column column;
  private SliceOutput slices;

  /**
   * @param type the type of the values
   * @param rowCount the number of slots
   * @param allocator where the vector is allocated
   */
  public Result(LogicalType type, int rowCount, BufferAllocator allocator) {
    this.type = type;
    this.rowCount = rowCount;
    this.allocator = allocator;
    if (!type.kind().isNested()) {
      vector = Vectors.create("", type, allocator);
      allocate();
    }
  }

  private void allocate() {
    if (vector instanceof BaseFixedWidthVector fixed) {
      fixed.allocateNew(rowCount);
    } else if (vector instanceof BaseVariableWidthVector variable) {
      variable.allocateNew(Math.max(64L, rowCount * 16L), rowCount);
    } else {
      return;
    }
    column = Column.forWriting(vector);
    Memory.fill(column.validityAddress(), (rowCount + 7) >>> 3, (byte) 0xFF);
    if (type.kind().isVariableWidth()) {
      slices = new SliceOutput((BaseVariableWidthVector) vector, column);
    }
  }

  /** The type of the values. */
  public LogicalType type() {
    return type;
  }

  /** The number of slots. */
  public int rowCount() {
    return rowCount;
  }

  /** Where the vector is allocated. */
  public BufferAllocator allocator() {
    return allocator;
  }

  /** The slots of a result of fixed width; for other types only the validity. */
  public Column column() {
    return column;
  }

  /** Writes strings and bytes, in ascending order of rows. */
  public SliceOutput slices() {
    return slices;
  }

  /** Makes the value of {@code row} NULL; for fixed width. */
  public void setNull(int row) {
    column.setNull(row);
  }

  /** Makes every row NULL. */
  public void setAllNull() {
    if (column != null) {
      Memory.fill(column.validityAddress(), (rowCount + 7) >>> 3, (byte) 0);
    }
  }

  /**
   * Hands over a vector of this result's type with {@link #rowCount} slots, instead of writing to
   * this one. The result owns it from here on.
   */
  public void set(FieldVector made) {
    if (vector != null) {
      vector.close();
    }
    vector = made;
    column = null;
    slices = null;
  }

  /** The finished vector; the caller owns it. */
  public FieldVector finish() {
    if (vector == null) {
      throw new AssertionError("a kernel for " + type + " has made no vector");
    }
    if (slices != null) {
      slices.finish(rowCount);
    }
    FieldVector finished = vector;
    finished.setValueCount(rowCount);
    vector = null;
    return finished;
  }

  @Override
  public void close() {
    if (vector != null) {
      vector.close();
      vector = null;
    }
  }
}
