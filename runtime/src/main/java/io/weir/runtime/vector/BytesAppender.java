package io.weir.runtime.vector;

import org.apache.arrow.vector.BaseVariableWidthVector;

/**
 * Appends strings or bytes from memory to a vector, which grows as needed. Goes on where the vector
 * ends.
 */
public final class BytesAppender {
  private static final int LEAST_BYTES = 1024;

  private final BaseVariableWidthVector vector;
  private Column column;
  private int row;
  private int end;

  /**
   * @param vector with {@code row} values, which may be 0 and nothing allocated yet
   */
  public BytesAppender(BaseVariableWidthVector vector, int row) {
    this.vector = vector;
    this.row = row;
    if (vector.getValueCapacity() == 0) {
      vector.allocateNew(LEAST_BYTES, Math.max(row, 1));
    }
    column = Column.forWriting(vector);
    end = row == 0 ? 0 : column.getEnd(row - 1);
    if (row == 0) {
      Memory.putInt(column.offsetAddress(), 0);
    }
  }

  /** Appends a copy of {@code length} bytes at {@code address}. */
  public void append(long address, int length) {
    reserve(length);
    Memory.copy(address, column.dataAddress() + end, length);
    end += length;
    column.setValid(row);
    close(row++);
  }

  /** Appends a NULL. */
  public void appendNull() {
    reserve(0);
    column.setNull(row);
    close(row++);
  }

  /** Sets the vector's value count; to be called at the end. */
  public void finish() {
    vector.setLastSet(row - 1);
    vector.setValueCount(row);
  }

  private void close(int row) {
    Memory.putInt(column.offsetAddress() + ((long) (row + 1) << 2), end);
  }

  private void reserve(int length) {
    boolean grown = false;
    while (vector.getValueCapacity() <= row) {
      vector.setLastSet(row - 1);
      vector.reallocValidityAndOffsetBuffers();
      grown = true;
    }
    if (vector.getDataBuffer().capacity() < (long) end + length) {
      vector.reallocDataBuffer((long) end + length);
      grown = true;
    }
    if (grown) {
      column = Column.forWriting(vector);
    }
  }
}
