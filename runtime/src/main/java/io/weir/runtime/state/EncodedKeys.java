package io.weir.runtime.state;

import org.apache.arrow.memory.ArrowBuf;

/**
 * The keys of the live rows of a batch, encoded one after the other, with their hashes. Position
 * {@code i} belongs to the i-th live row. Reused from batch to batch by the {@code KeyEncoder} that
 * filled it: valid until that encodes again.
 */
public final class EncodedKeys {
  ArrowBuf buffer;
  int[] offsets = new int[1];
  int[] hashes = new int[0];
  int count;

  EncodedKeys() {}

  /** The number of keys. */
  public int count() {
    return count;
  }

  /** The address of key {@code i}. */
  public long address(int i) {
    return buffer.memoryAddress() + offsets[i];
  }

  /** The length of key {@code i} in bytes. */
  public int length(int i) {
    return offsets[i + 1] - offsets[i];
  }

  /**
   * The hash of key {@code i}: of all its bytes, but with the key group of its first columns where
   * its encoder partitions by those (see {@link KeyGroups#withGroupOf}).
   */
  public int hash(int i) {
    return hashes[i];
  }

  /** The key group of key {@code i}. */
  public int keyGroup(int i) {
    return KeyGroups.of(hashes[i]);
  }
}
