package io.weir.runtime.operator.rank;

import io.weir.runtime.vector.Memory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Copies of byte strings, found again by where they begin; forgotten all at once. */
public final class RowBytes implements AutoCloseable {
  private static final long FIRST_BYTES = 1 << 14;
  private static final int SLACK_BYTES = 16;

  private final BufferAllocator allocator;
  private ArrowBuf buffer;
  private long used;

  public RowBytes(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  public void clear() {
    used = 0;
  }

  /** Adds a copy; returns where it begins. */
  public long add(long address, int length) {
    long start = used;
    long needed = start + length + SLACK_BYTES;
    if (buffer == null || buffer.capacity() < needed) {
      ArrowBuf larger = allocator.buffer(Math.max(FIRST_BYTES, needed * 2));
      if (buffer != null) {
        larger.setBytes(0, buffer, 0, used);
        buffer.close();
      }
      buffer = larger;
    }
    Memory.copy(address, buffer.memoryAddress() + start, length);
    used += length;
    return start;
  }

  /** The address of a copy, valid until the next is added. */
  public long address(long start) {
    return buffer.memoryAddress() + start;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
