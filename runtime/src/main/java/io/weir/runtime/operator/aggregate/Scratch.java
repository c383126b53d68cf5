package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Memory;

/** Memory in which a value is put together before it is stored. Grows, and keeps what is in it. */
final class Scratch implements AutoCloseable {
  private static final long LEAST_BYTES = 256;

  private long address;
  private long capacity;

  /** The address of at least {@code bytes} bytes; those before {@code kept} are as they were. */
  long reserve(long bytes, long kept) {
    if (capacity < bytes) {
      long larger = Math.max(LEAST_BYTES, 2 * bytes);
      long moved = Memory.allocate(larger);
      if (capacity > 0) {
        Memory.copy(address, moved, kept);
        Memory.free(address);
      }
      address = moved;
      capacity = larger;
    }
    return address;
  }

  @Override
  public void close() {
    if (capacity > 0) {
      Memory.free(address);
      capacity = 0;
    }
  }
}
