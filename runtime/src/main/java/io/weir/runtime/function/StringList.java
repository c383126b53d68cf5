package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Collects strings whose number is not known beforehand, the elements of ARRAYs or MAPs. */
public final class StringList {
  private byte[] bytes = new byte[256];
  private int[] ends = new int[32];
  private boolean[] isNull = new boolean[32];
  private int count;
  private int size;

  /** The number of strings. */
  public int count() {
    return count;
  }

  /** Forgets all strings. */
  public void clear() {
    count = 0;
    size = 0;
  }

  /** Forgets all but the first {@code count} strings. */
  void truncate(int count) {
    this.count = count;
    size = count == 0 ? 0 : ends[count - 1];
  }

  /** Adds part of a slice. */
  void add(Slice slice, int start, int length) {
    reserve(length);
    Memory.copyToArray(slice.address() + start, bytes, size, length);
    end(length, false);
  }

  /** Adds a string, NULL if it is null. */
  public void add(String text) {
    byte[] encoded = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    end(encoded.length, text == null);
  }

  private void reserve(int length) {
    long needed = (long) size + length;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 16) {
        throw new EvaluationException(
            "the strings of one batch exceed 2 GiB", "make the rows smaller");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, 2 * needed));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      isNull = Arrays.copyOf(isNull, 2 * count);
    }
  }

  private void end(int length, boolean asNull) {
    size += length;
    isNull[count] = asNull;
    ends[count++] = size;
  }

  /** A vector of the strings; the caller owns it. */
  public FieldVector toVector(BufferAllocator allocator) {
    BaseVariableWidthVector vector =
        (BaseVariableWidthVector) Vectors.create("", LogicalType.string(), allocator);
    vector.allocateNew(size, count);
    Column column = Column.forWriting(vector);
    Memory.copyFromArray(bytes, 0, column.dataAddress(), size);
    Memory.putInt(column.offsetAddress(), 0);
    for (int i = 0; i < count; i++) {
      Memory.putInt(column.offsetAddress() + ((long) (i + 1) << 2), ends[i]);
      if (!isNull[i]) {
        column.setValid(i);
      }
    }
    vector.setLastSet(count - 1);
    vector.setValueCount(count);
    return vector;
  }
}
