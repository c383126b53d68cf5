package io.weir.runtime.connector;

import io.weir.runtime.stream.Batch;
import org.apache.arrow.memory.BufferAllocator;

/** The rows that a request has found, in any order; others than were asked for are ignored. */
public interface LookupAnswer extends AutoCloseable {
  /** The next rows, with the columns of the source, or null at the end. */
  Batch next(BufferAllocator allocator);

  @Override
  void close();
}
