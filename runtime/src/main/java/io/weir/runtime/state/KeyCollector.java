package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Gathers keys that are already encoded, such as those of a {@link AggregateTable.Cursor}, so that
 * they can be looked up in another table or removed. Used by one thread.
 */
public final class KeyCollector implements AutoCloseable {
  /** Bytes behind the last key, so that readers may load whole words. */
  private static final int SLACK_BYTES = 16;

  private static final int INITIAL_KEYS = 1024;

  private final BufferAllocator allocator;
  private final EncodedKeys keys = new EncodedKeys();

  public KeyCollector(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /** Forgets the keys. */
  public void clear() {
    keys.count = 0;
  }

  /** Adds a copy of the key at a cursor. */
  public void add(AggregateTable.Cursor cursor) {
    add(cursor.keyAddress(), cursor.keyLength(), cursor.keyHash());
  }

  /** Adds the key without columns: the only one of a table that has none. */
  public void addEmpty() {
    add(0, 0, KeyHash.of(0, 0));
  }

  /**
   * Adds a copy of the key of {@code length} bytes at {@code address}.
   *
   * @param hash as in {@link EncodedKeys#hash}
   */
  public void add(long address, int length, int hash) {
    int count = keys.count;
    if (count == keys.hashes.length) {
      int capacity = Math.max(INITIAL_KEYS, 2 * count);
      keys.hashes = Arrays.copyOf(keys.hashes, capacity);
      keys.offsets = Arrays.copyOf(keys.offsets, capacity + 1);
    }
    int start = keys.offsets[count];
    reserve((long) start + length);
    Memory.copy(address, keys.buffer.memoryAddress() + start, length);
    keys.offsets[count + 1] = start + length;
    keys.hashes[count] = hash;
    keys.count = count + 1;
  }

  /** The number of keys. */
  public int count() {
    return keys.count;
  }

  /** The keys, in the order in which they were added; valid until the next change. */
  public EncodedKeys keys() {
    return keys;
  }

  private void reserve(long bytes) {
    long needed = bytes + SLACK_BYTES;
    ArrowBuf buffer = keys.buffer;
    if (buffer != null && buffer.capacity() >= needed) {
      return;
    }
    ArrowBuf larger = allocator.buffer(Math.max(2 * needed, INITIAL_KEYS * 16L));
    if (buffer != null) {
      larger.setBytes(0, buffer, 0, keys.offsets[keys.count]);
      buffer.close();
    }
    keys.buffer = larger;
  }

  @Override
  public void close() {
    if (keys.buffer != null) {
      keys.buffer.close();
      keys.buffer = null;
      keys.count = 0;
    }
  }
}
