package io.weir.runtime.state.view;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/** Copies of some entries of a state table. Used by one thread. */
final class EntryBatch implements AutoCloseable {
  private static final long FIRST_BYTES = 1 << 16;

  /** Bytes behind the last entry, so that readers may load whole words. */
  private static final int SLACK_BYTES = 16;

  private long memory = Memory.allocate(FIRST_BYTES);
  private long capacity = FIRST_BYTES;
  private long size;
  private int count;
  private long[] namespaces = new long[64];
  private long[] keys = new long[64];
  private long[] values = new long[64];
  private long[] ends = new long[64];

  /** Adds a copy of an entry. */
  void add(long namespace, long key, int keyLength, long value, int valueLength) {
    if (count == keys.length) {
      namespaces = Arrays.copyOf(namespaces, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    reserve((long) keyLength + valueLength);
    namespaces[count] = namespace;
    keys[count] = size;
    Memory.copy(key, memory + size, keyLength);
    size += keyLength;
    values[count] = size;
    Memory.copy(value, memory + size, valueLength);
    size += valueLength;
    ends[count++] = size;
  }

  private void reserve(long more) {
    long needed = size + more + SLACK_BYTES;
    if (needed > capacity) {
      long larger = Memory.allocate(2 * needed);
      Memory.copy(memory, larger, size);
      Memory.free(memory);
      memory = larger;
      capacity = 2 * needed;
    }
  }

  int count() {
    return count;
  }

  long namespace(int entry) {
    return namespaces[entry];
  }

  /** Where the keys begin. */
  long[] keys() {
    return addresses(keys);
  }

  /** Where the values begin, which is where the keys end. */
  long[] values() {
    return addresses(values);
  }

  /** Where the values end. */
  long[] ends() {
    return addresses(ends);
  }

  private long[] addresses(long[] offsets) {
    long[] addresses = new long[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = memory + offsets[i];
    }
    return addresses;
  }

  void clear() {
    size = 0;
    count = 0;
  }

  @Override
  public void close() {
    Memory.free(memory);
  }
}
