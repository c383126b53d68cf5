package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Reads strings and bytes back: looks for the byte that ends them or begins an escape eight bytes
 * at a time, and copies what lies before in one go. May read up to seven bytes behind the string.
 */
final class KeyStringReader extends KeyColumnReader {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private BaseVariableWidthVector target;
  private long offsets;
  private long data;
  private long dataCapacity;

  /** The first row that has not been written, and where its value begins. */
  private int next;

  private int position;

  @Override
  void bind(FieldVector vector, int rows) {
    super.bind(vector, rows);
    target = (BaseVariableWidthVector) vector;
    offsets = vector.getOffsetBuffer().memoryAddress();
    bindData();
    next = target.getLastSet() + 1;
    position = Memory.getInt(offsets + ((long) next << 2));
  }

  private void bindData() {
    data = target.getDataBuffer().memoryAddress();
    dataCapacity = target.getDataBuffer().capacity();
  }

  @Override
  long read(long address, int row) {
    for (; next < row; next++) {
      Memory.putInt(offsets + ((long) next + 1 << 2), position);
    }
    if (Memory.getByte(address) == 0) {
      column.setNull(row);
      end(row);
      return address + 1;
    }
    column.setValid(row);
    long at = address + 1;
    while (true) {
      long stop = firstBelowTwo(at);
      append(at, (int) (stop - at));
      if (Memory.getByte(stop) == 0) {
        end(row);
        return stop + 1;
      }
      reserve(1);
      Memory.putByte(data + position, (byte) (Memory.getByte(stop + 1) - 1));
      position++;
      at = stop + 2;
    }
  }

  private void end(int row) {
    next = row + 1;
    Memory.putInt(offsets + ((long) next << 2), position);
    target.setLastSet(row);
  }

  private void append(long from, int length) {
    reserve(length);
    Memory.copy(from, data + position, length);
    position += length;
  }

  private void reserve(int length) {
    long needed = (long) position + length;
    if (needed > dataCapacity) {
      target.reallocDataBuffer(Math.max(needed, 2 * dataCapacity));
      bindData();
    }
  }

  /** The address of the first byte that is 0 or 1 (the test for zero bytes as in the writer). */
  private static long firstBelowTwo(long address) {
    long at = address;
    while (true) {
      long even = Memory.getLong(at) & ~LOW_BITS;
      long found = even - LOW_BITS & ~even & HIGH_BITS;
      if (found != 0) {
        // The lowest marked byte is never a false one: those come from a borrow of a lower one.
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      at += 8;
    }
  }
}
