package io.weir.runtime.function;

import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BaseVariableWidthVector;

/**
 * Writes the strings or bytes of a vector row by row, in ascending order: the bytes of a row are
 * appended, then {@link #end} or {@link #endNull} assigns them to it. Rows passed over hold the
 * empty string.
 */
public final class SliceOutput {
  private final BaseVariableWidthVector vector;
  private final Column column;
  private long data;
  private int capacity;
  private int rowStart;
  private int position;
  private int nextRow;

  SliceOutput(BaseVariableWidthVector vector, Column column) {
    this.vector = vector;
    this.column = column;
    locate();
    Memory.putInt(column.offsetAddress(), 0);
  }

  private void locate() {
    data = vector.getDataBuffer().memoryAddress();
    capacity = (int) Math.min(Integer.MAX_VALUE, vector.getDataBuffer().capacity());
  }

  /** Makes room for {@code bytes} more. */
  private void reserve(int bytes) {
    long needed = (long) position + bytes;
    if (needed <= capacity) {
      return;
    }
    if (needed > Integer.MAX_VALUE) {
      throw new EvaluationException(
          "the strings of one batch exceed 2 GiB", "make the rows smaller, or split the strings");
    }
    vector.reallocDataBuffer(Math.min(Integer.MAX_VALUE, Math.max(needed, 2L * capacity)));
    locate();
  }

  /** Appends one byte. */
  public void append(byte value) {
    reserve(1);
    Memory.putByte(data + position, value);
    position++;
  }

  /** Appends memory, which must not be this output's own. */
  public void append(long address, int length) {
    reserve(length);
    Memory.copy(address, data + position, length);
    position += length;
  }

  /** Appends a slice. */
  public void append(Slice slice) {
    append(slice.address(), slice.length());
  }

  /** Appends part of a slice. */
  public void append(Slice slice, int start, int length) {
    append(slice.address() + start, length);
  }

  /** Appends part of an array. */
  public void append(byte[] bytes, int start, int length) {
    reserve(length);
    Memory.copyFromArray(bytes, start, data + position, length);
    position += length;
  }

  /** Appends an array. */
  public void append(byte[] bytes) {
    append(bytes, 0, bytes.length);
  }

  /** Appends text as UTF-8. */
  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends {@code count} equal bytes. */
  public void fill(byte value, int count) {
    reserve(count);
    Memory.fill(data + position, count, value);
    position += count;
  }

  /** Appends a code point as UTF-8. */
  public void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append((byte) codePoint);
    } else {
      append(new String(Character.toChars(codePoint)));
    }
  }

  /** Appends a whole number in decimal. */
  public void appendLong(long value) {
    if (value == Long.MIN_VALUE) {
      append("-9223372036854775808");
      return;
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long power = 10; digits < 19 && rest >= power; power *= 10) {
      digits++;
    }
    int length = value < 0 ? digits + 1 : digits;
    reserve(length);
    long address = data + position + length;
    do {
      address--;
      Memory.putByte(address, (byte) ('0' + rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      Memory.putByte(address - 1, (byte) '-');
    }
    position += length;
  }

  /** The number of bytes appended to the row so far. */
  public int length() {
    return position - rowStart;
  }

  /** The address of the row's bytes so far; valid until the next append. */
  public long address() {
    return data + rowStart;
  }

  /** Takes back all but the first {@code length} bytes of the row. */
  public void truncate(int length) {
    position = rowStart + length;
  }

  /** What was appended is the value of {@code row}, which is above all rows before. */
  public void end(int row) {
    skipTo(row);
    Memory.putInt(column.offsetAddress() + ((long) (row + 1) << 2), position);
    nextRow = row + 1;
    rowStart = position;
  }

  /** Forgets what was appended: the value of {@code row} is NULL. */
  public void endNull(int row) {
    position = rowStart;
    column.setNull(row);
    end(row);
  }

  private void skipTo(int row) {
    for (int r = nextRow; r < row; r++) {
      Memory.putInt(column.offsetAddress() + ((long) (r + 1) << 2), rowStart);
    }
  }

  void finish(int rowCount) {
    position = rowStart;
    skipTo(rowCount);
    vector.setLastSet(rowCount - 1);
  }
}
