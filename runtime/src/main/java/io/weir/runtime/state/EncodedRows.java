package io.weir.runtime.state;

import org.apache.arrow.memory.ArrowBuf;

/**
 * The live rows of a batch as bytes, one after the other. Position {@code i} belongs to the i-th
 * live row. Reused from batch to batch by the {@link RowEncoder} that filled it: valid until that
 * encodes again.
 */
public final class EncodedRows {
  ArrowBuf buffer;
  int[] offsets = new int[1];
  int count;

  EncodedRows() {}

  /** The number of rows. */
  public int count() {
    return count;
  }

  /** The address of row {@code i}. */
  public long address(int i) {
    return buffer.memoryAddress() + offsets[i];
  }

  /** The length of row {@code i} in bytes. */
  public int length(int i) {
    return offsets[i + 1] - offsets[i];
  }
}
