package io.weir.runtime.vector;

import java.util.List;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * The buffer addresses of one vector, fetched once a batch, for loops that read or overwrite its
 * values by row without a virtual call or a bounds check. Valid until the vector is closed,
 * reallocated or transferred. Which accessor fits is known from the column's type ({@link
 * io.weir.runtime.type.TypeKind} names the physical form); nothing is checked.
 */
public final class Column {
  private final FieldVector vector;
  private final long validity;
  private final long data;
  private final long offsets;
  private final boolean alwaysNull;

  private Column(FieldVector vector, long validity, long data, long offsets, boolean alwaysNull) {
    this.vector = vector;
    this.validity = validity;
    this.data = data;
    this.offsets = offsets;
    this.alwaysNull = alwaysNull;
  }

  /** The addresses of {@code vector}, whose value count must be set. */
  public static Column of(FieldVector vector) {
    if (vector instanceof NullVector) {
      return new Column(vector, 0, 0, 0, true);
    }
    long validity = vector.getNullCount() == 0 ? 0 : vector.getValidityBuffer().memoryAddress();
    return of(vector, validity);
  }

  /** As {@link #of}, for a vector that is being written: the validity bits are always reachable. */
  public static Column forWriting(FieldVector vector) {
    return of(vector, vector.getValidityBuffer().memoryAddress());
  }

  private static Column of(FieldVector vector, long validity) {
    if (vector instanceof BaseFixedWidthVector) {
      return new Column(vector, validity, vector.getDataBuffer().memoryAddress(), 0, false);
    }
    if (vector instanceof BaseVariableWidthVector) {
      return new Column(
          vector,
          validity,
          vector.getDataBuffer().memoryAddress(),
          vector.getOffsetBuffer().memoryAddress(),
          false);
    }
    if (vector instanceof ListVector) {
      return new Column(vector, validity, 0, vector.getOffsetBuffer().memoryAddress(), false);
    }
    if (vector instanceof StructVector) {
      return new Column(vector, validity, 0, 0, false);
    }
    throw new IllegalArgumentException("no physical form for " + vector.getField());
  }

  /** The addresses of each of {@code vectors}. */
  public static Column[] of(List<FieldVector> vectors) {
    Column[] columns = new Column[vectors.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = of(vectors.get(i));
    }
    return columns;
  }

  /** The vector itself. */
  public FieldVector vector() {
    return vector;
  }

  /** Whether any row can be NULL; false lets a loop leave out the test. */
  public boolean hasNulls() {
    return validity != 0 || alwaysNull;
  }

  /** Whether this is a column of bare NULLs, which has no buffers. */
  public boolean isAlwaysNull() {
    return alwaysNull;
  }

  /** The address of the validity bitmap (bit set = not NULL), or 0 if there are no NULLs. */
  public long validityAddress() {
    return validity;
  }

  /** The address of the fixed-width values, or of the bytes of strings. */
  public long dataAddress() {
    return data;
  }

  /** The address of the 32-bit offsets of strings, bytes, arrays and maps. */
  public long offsetAddress() {
    return offsets;
  }

  /** Whether the value at {@code row} is NULL. */
  public boolean isNull(int row) {
    return validity == 0
        ? alwaysNull
        : (Memory.getByte(validity + (row >>> 3)) & (1 << (row & 7))) == 0;
  }

  /** Marks {@code row} as not NULL; only for writing. */
  public void setValid(int row) {
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) | (1 << (row & 7))));
  }

  /** Marks {@code row} as NULL; only for writing. */
  public void setNull(int row) {
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) & ~(1 << (row & 7))));
  }

  public boolean getBoolean(int row) {
    return (Memory.getByte(data + (row >>> 3)) & (1 << (row & 7))) != 0;
  }

  /** 1 where a boolean is TRUE, 0 where it is FALSE or NULL, for loops without branches. */
  public int trueBit(int row) {
    if (alwaysNull) {
      return 0;
    }
    int bits = Memory.getByte(data + (row >>> 3));
    if (validity != 0) {
      bits &= Memory.getByte(validity + (row >>> 3));
    }
    return bits >>> (row & 7) & 1;
  }

  /**
   * The bits of {@link #trueBit} of {@code count} rows (1 to 64) from {@code row} on, that of the
   * first lowest.
   */
  public long trueBits(int row, int count) {
    if (alwaysNull) {
      return 0;
    }
    long bits = Bits.get(data, row, count);
    return validity == 0 ? bits : bits & Bits.get(validity, row, count);
  }

  public void putBoolean(int row, boolean value) {
    long address = data + (row >>> 3);
    int bit = 1 << (row & 7);
    byte old = Memory.getByte(address);
    Memory.putByte(address, (byte) (value ? old | bit : old & ~bit));
  }

  public byte getByte(int row) {
    return Memory.getByte(data + row);
  }

  public void putByte(int row, byte value) {
    Memory.putByte(data + row, value);
  }

  public short getShort(int row) {
    return Memory.getShort(data + ((long) row << 1));
  }

  public void putShort(int row, short value) {
    Memory.putShort(data + ((long) row << 1), value);
  }

  public int getInt(int row) {
    return Memory.getInt(data + ((long) row << 2));
  }

  public void putInt(int row, int value) {
    Memory.putInt(data + ((long) row << 2), value);
  }

  public long getLong(int row) {
    return Memory.getLong(data + ((long) row << 3));
  }

  public void putLong(int row, long value) {
    Memory.putLong(data + ((long) row << 3), value);
  }

  public float getFloat(int row) {
    return Memory.getFloat(data + ((long) row << 2));
  }

  public void putFloat(int row, float value) {
    Memory.putFloat(data + ((long) row << 2), value);
  }

  public double getDouble(int row) {
    return Memory.getDouble(data + ((long) row << 3));
  }

  public void putDouble(int row, double value) {
    Memory.putDouble(data + ((long) row << 3), value);
  }

  /** The low 64 bits of a DECIMAL's unscaled value: all of it where the precision is at most 18. */
  public long getDecimalLow(int row) {
    return Memory.getLong(data + ((long) row << 4));
  }

  /** The high 64 bits of a DECIMAL's unscaled value. */
  public long getDecimalHigh(int row) {
    return Memory.getLong(data + ((long) row << 4) + 8);
  }

  public void putDecimal(int row, long low, long high) {
    Memory.putLong(data + ((long) row << 4), low);
    Memory.putLong(data + ((long) row << 4) + 8, high);
  }

  /**
   * Where the value of a string, array or map starts: a byte offset into the data, or a row of the
   * child.
   */
  public int getStart(int row) {
    return Memory.getInt(offsets + ((long) row << 2));
  }

  /** Where the value of a string, array or map ends (exclusive). */
  public int getEnd(int row) {
    return Memory.getInt(offsets + ((long) row << 2) + 4);
  }

  /** The address of the first byte of a string. */
  public long getAddress(int row) {
    return data + getStart(row);
  }

  /** The number of bytes of a string, or of elements of an array or map. */
  public int getLength(int row) {
    return getEnd(row) - getStart(row);
  }

  /**
   * The field {@code index} of a ROW, the elements of an ARRAY (0), or the entries' ROW of a MAP
   * (0), as a column.
   */
  public Column child(int index) {
    if (alwaysNull) {
      return this;
    }
    ValueVector child =
        vector instanceof StructVector struct
            ? struct.getChildByOrdinal(index)
            : ((ListVector) vector).getDataVector();
    return of((FieldVector) child);
  }

  /** Whether this is a bit-packed column. */
  public boolean isBits() {
    return vector instanceof BitVector;
  }
}
