package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The way from one sending tasklet to all instances of one consumer. Batches go where their rows
 * belong; everything else goes to all.
 */
public final class OutputEdge {
  private final Partitioner partitioner;
  private final List<Channel> receivers;

  private OutputEdge(Partitioner partitioner, List<Channel> channels) {
    this.partitioner = partitioner;
    this.receivers = List.copyOf(channels);
  }

  /** All rows go to the one receiver. */
  public static OutputEdge forward(Channel channel) {
    return new OutputEdge((batch, receivers) -> receivers.get(0).send(batch), List.of(channel));
  }

  /** Each row goes to the receiver that owns the key group of the columns {@code keys}. */
  public static OutputEdge hash(
      Schema schema, List<Integer> keys, List<Channel> channels, BufferAllocator allocator) {
    return channels.size() == 1
        ? forward(channels.get(0))
        : new OutputEdge(new HashPartitioner(schema, keys, channels.size(), allocator), channels);
  }

  /** Each row goes to every receiver. */
  public static OutputEdge broadcast(List<Channel> channels, BufferAllocator allocator) {
    return new OutputEdge((batch, to) -> sendToAll(batch, to, allocator), channels);
  }

  private static void sendToAll(Batch batch, List<Channel> receivers, BufferAllocator allocator) {
    for (int i = 1; i < receivers.size(); i++) {
      receivers.get(i).send(SharedBatches.share(batch, allocator));
    }
    receivers.get(0).send(batch);
  }

  void send(Batch batch) {
    partitioner.send(batch, receivers);
  }

  void sendToAll(StreamElement control) {
    for (Channel receiver : receivers) {
      receiver.send(control);
    }
  }

  boolean isFull() {
    for (Channel receiver : receivers) {
      if (receiver.isFull()) {
        return true;
      }
    }
    return false;
  }

  void close() {
    partitioner.close();
  }
}
