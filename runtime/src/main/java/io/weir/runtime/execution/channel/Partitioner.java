package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Batch;
import java.util.List;

/**
 * Decides which receivers of an edge get which rows of a batch. Used by one thread at a time, owned
 * by one sender.
 */
interface Partitioner extends AutoCloseable {
  /** Sends each live row to the receivers it belongs to; takes ownership of the batch. */
  void send(Batch batch, List<Channel> receivers);

  @Override
  default void close() {}
}
