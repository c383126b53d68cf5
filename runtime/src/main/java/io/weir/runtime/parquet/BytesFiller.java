package io.weir.runtime.parquet;

import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Fills vectors of strings and bytes. Short values are copied eight bytes at a time, past their end
 * into slack.
 */
final class BytesFiller implements VectorFiller, BytesDecoder.Target {
  private static final int LONG_VALUE_BYTES = 128;
  private static final int FIRST_BYTES_PER_ROW = 16;

  private BaseVariableWidthVector vector;
  private long data;
  private long capacity;
  private long offsets;
  private long validity;
  private int position;
  private int next;
  private int rows;
  private long bytesPerRow = FIRST_BYTES_PER_ROW;

  @Override
  public void begin(FieldVector vector, int count) {
    this.vector = (BaseVariableWidthVector) vector;
    this.vector.allocateNew(bytesPerRow * count + Bytes.SLACK, count);
    fetchAddresses();
    position = 0;
    rows = count;
    Memory.putInt(offsets, 0);
    Memory.fill(validity, (count + 7) >>> 3, (byte) 0);
  }

  @Override
  public void addMissing(int row, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(offsets + ((row + i + 1L) << 2), position);
    }
  }

  @Override
  public void addNumbers(NumberDecoder values, int row, int count) {
    throw new AssertionError("a column of bytes got numbers");
  }

  @Override
  public void addBytes(BytesDecoder values, int row, int count) throws ParquetException {
    if (values == null) {
      throw new ParquetException("a page has fewer values than it claims");
    }
    next = row;
    values.read(this, count);
    Validity.set(validity, row, count);
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    if (position + (long) length + Bytes.SLACK > capacity) {
      grow(position + (long) length + Bytes.SLACK);
    }
    long to = data + position;
    if (length <= LONG_VALUE_BYTES) {
      for (int i = 0; i < length; i += 8) {
        Memory.putLong(to + i, Bytes.getLong(bytes, offset + i));
      }
    } else {
      Memory.copyFromArray(bytes, offset, to, length);
    }
    position += length;
    next++;
    Memory.putInt(offsets + ((long) next << 2), position);
  }

  @Override
  public void end() {
    vector.setLastSet(rows - 1);
    vector.setValueCount(rows);
    bytesPerRow = Math.max(FIRST_BYTES_PER_ROW, (position + (long) rows) / Math.max(1, rows) + 1);
  }

  private void grow(long wanted) {
    while (capacity < wanted) {
      vector.reallocDataBuffer(Math.max(wanted, 2 * capacity));
      fetchAddresses();
    }
  }

  private void fetchAddresses() {
    data = vector.getDataBuffer().memoryAddress();
    capacity = vector.getDataBuffer().capacity();
    offsets = vector.getOffsetBuffer().memoryAddress();
    validity = vector.getValidityBuffer().memoryAddress();
  }
}
