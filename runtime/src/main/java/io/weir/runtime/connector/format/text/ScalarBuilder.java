package io.weir.runtime.connector.format.text;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Writes values that are not nested, by address. */
public final class ScalarBuilder extends ValueBuilder {
  private static final int SLACK_BYTES = 16;
  private static final int FIRST_BYTES_PER_STRING = 16;

  private final TypeKind kind;
  private FieldVector vector;
  private long validity;
  private long data;
  private long offsets;
  private long dataCapacity;

  /** The data bytes that the batch before needed for its strings. */
  private long lastDataBytes;

  ScalarBuilder(LogicalType type) {
    super(type);
    this.kind = type.kind();
  }

  @Override
  void bind(FieldVector vector) {
    this.vector = vector;
  }

  @Override
  public void setNull(int row) {
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) & ~(1 << (row & 7))));
    if (offsets != 0) {
      Memory.putInt(offsets + 4L * row + 4, Memory.getInt(offsets + 4L * row));
    }
  }

  @Override
  public void setNulls(int rows) {
    Memory.fill(validity, (rows + 7) >>> 3, (byte) 0);
    if (offsets != 0) {
      Memory.fill(offsets, 4L * rows + 4, (byte) 0);
    }
  }

  private void setValid(int row) {
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) | (1 << (row & 7))));
  }

  /** Writes a BOOLEAN. */
  public void setBoolean(int row, boolean value) {
    long address = data + (row >>> 3);
    int bit = 1 << (row & 7);
    int others = Memory.getByte(address) & ~bit;
    Memory.putByte(address, (byte) (value ? others | bit : others));
    setValid(row);
  }

  /** Writes a BIGINT or any other value of 64 bits. */
  public void setLong(int row, long value) {
    Memory.putLong(data + 8L * row, value);
    setValid(row);
  }

  /** Writes an INT or any other value of 32 bits. */
  public void setInt(int row, int value) {
    Memory.putInt(data + 4L * row, value);
    setValid(row);
  }

  /** Writes a SMALLINT. */
  public void setShort(int row, short value) {
    Memory.putShort(data + 2L * row, value);
    setValid(row);
  }

  /** Writes a TINYINT. */
  public void setByte(int row, byte value) {
    Memory.putByte(data + row, value);
    setValid(row);
  }

  /** Writes a FLOAT. */
  public void setFloat(int row, float value) {
    Memory.putFloat(data + 4L * row, value);
    setValid(row);
  }

  /** Writes a DOUBLE. */
  public void setDouble(int row, double value) {
    Memory.putDouble(data + 8L * row, value);
    setValid(row);
  }

  /** Writes a DECIMAL. */
  public void setDecimal(int row, long low, long high) {
    Memory.putLong(data + 16L * row, low);
    Memory.putLong(data + 16L * row + 8, high);
    setValid(row);
  }

  /** Writes an integer of the column's width, which must hold it. */
  public void setInteger(int row, long value) {
    switch (kind) {
      case TINYINT -> setByte(row, (byte) value);
      case SMALLINT -> setShort(row, (short) value);
      case INT -> setInt(row, (int) value);
      default -> setLong(row, value);
    }
  }

  /**
   * Writes a string or bytes. Up to 7 bytes after {@code from + length} are read, which must be
   * mapped.
   */
  public void setBytes(int row, long from, int length) {
    long to = reserveBytes(row, length);
    if (length <= 64) {
      for (int i = 0; i < length; i += Long.BYTES) {
        Memory.putLong(to + i, Memory.getLong(from + i));
      }
    } else {
      Memory.copy(from, to, length);
    }
    endBytes(row, length);
  }

  /** Writes a string or bytes. */
  public void setBytes(int row, byte[] bytes) {
    long to = reserveBytes(row, bytes.length);
    Memory.copyFromArray(bytes, 0, to, bytes.length);
    endBytes(row, bytes.length);
  }

  private long reserveBytes(int row, int length) {
    int start = Memory.getInt(offsets + 4L * row);
    long needed = (long) start + length;
    if (needed + SLACK_BYTES > dataCapacity) {
      if (needed > Integer.MAX_VALUE - SLACK_BYTES) {
        throw new BadValue("the strings of one batch are longer than 2 GB together");
      }
      ((BaseVariableWidthVector) vector).reallocDataBuffer(needed * 2 + SLACK_BYTES);
      refresh();
    }
    return data + start;
  }

  private void endBytes(int row, int length) {
    Memory.putInt(offsets + 4L * row + 4, Memory.getInt(offsets + 4L * row) + length);
    setValid(row);
  }

  /** Whether two rows that have been written, neither of them NULL, hold the same bytes. */
  public boolean isSame(int row, int other) {
    if (offsets != 0) {
      int start = Memory.getInt(offsets + 4L * row);
      int length = Memory.getInt(offsets + 4L * row + 4) - start;
      int otherStart = Memory.getInt(offsets + 4L * other);
      int otherLength = Memory.getInt(offsets + 4L * other + 4) - otherStart;
      return length == otherLength && Memory.equals(data + start, data + otherStart, length);
    }
    if (kind == TypeKind.BOOLEAN) {
      return (Memory.getByte(data + (row >>> 3)) >> (row & 7) & 1)
          == (Memory.getByte(data + (other >>> 3)) >> (other & 7) & 1);
    }
    int width = ((BaseFixedWidthVector) vector).getTypeWidth();
    return Memory.equals(data + (long) row * width, data + (long) other * width, width);
  }

  @Override
  public void reserve(int rows) {
    while (rows > vector.getValueCapacity()) {
      vector.reAlloc();
      refresh();
    }
  }

  @Override
  void allocate(int rows) {
    if (vector instanceof BaseVariableWidthVector strings) {
      long bytes =
          Math.max(lastDataBytes + lastDataBytes / 8, (long) rows * FIRST_BYTES_PER_STRING);
      strings.allocateNew(bytes + SLACK_BYTES, rows);
      Memory.putInt(strings.getOffsetBuffer().memoryAddress(), 0);
    } else {
      ((BaseFixedWidthVector) vector).allocateNew(rows);
    }
    refresh();
    Memory.fill(validity, vector.getValidityBuffer().capacity(), (byte) 0);
  }

  @Override
  void refresh() {
    validity = vector.getValidityBuffer().memoryAddress();
    data = vector.getDataBuffer().memoryAddress();
    dataCapacity = vector.getDataBuffer().capacity();
    offsets = kind.isVariableWidth() ? vector.getOffsetBuffer().memoryAddress() : 0;
  }

  @Override
  void finish(int rows) {
    if (vector instanceof BaseVariableWidthVector strings) {
      strings.setLastSet(rows - 1);
      lastDataBytes = Memory.getInt(offsets + 4L * rows);
    }
  }
}
