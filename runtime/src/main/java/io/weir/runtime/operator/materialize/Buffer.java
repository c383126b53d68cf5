package io.weir.runtime.operator.materialize;

import io.weir.runtime.vector.Memory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Bytes outside of the heap that are put together piece by piece. */
final class Buffer implements AutoCloseable {
  private static final long LEAST_BYTES = 256;

  private final BufferAllocator allocator;
  private ArrowBuf buffer;
  private int length;

  Buffer(BufferAllocator allocator) {
    this.allocator = allocator;
    buffer = allocator.buffer(LEAST_BYTES);
  }

  void clear() {
    length = 0;
  }

  long address() {
    return buffer.memoryAddress();
  }

  int length() {
    return length;
  }

  /** The address of room for more bytes behind the present ones. */
  long reserve(int bytes) {
    if (buffer.capacity() < (long) length + bytes) {
      ArrowBuf larger = allocator.buffer(2 * ((long) length + bytes));
      larger.setBytes(0, buffer, 0, length);
      buffer.close();
      buffer = larger;
    }
    return address() + length;
  }

  /** Counts bytes that have been written to reserved room; fewer if negative. */
  void extend(int bytes) {
    length += bytes;
  }

  /** Appends a copy; returns where it begins, from the start of the buffer. */
  int append(long from, int bytes) {
    int start = length;
    Memory.copy(from, reserve(bytes), bytes);
    length += bytes;
    return start;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
