package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.StreamElement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Where a tasklet's elements leave it: to every consumer of its stream, each of which gets every
 * element. Never refuses; while {@link #isFull}, its owner must not begin anything new.
 */
public final class TaskOutput implements AutoCloseable {
  private final List<OutputEdge> edges;
  private final BufferAllocator allocator;

  /**
   * @param edges one for each consumer
   * @param allocator of the batches
   */
  public TaskOutput(List<OutputEdge> edges, BufferAllocator allocator) {
    this.edges = List.copyOf(edges);
    this.allocator = allocator;
  }

  /** Sends an element to all consumers; takes ownership. */
  public void send(StreamElement element) {
    if (!(element instanceof Batch batch)) {
      edges.forEach(edge -> edge.sendToAll(element));
      return;
    }
    if (batch.size() == 0) {
      batch.close();
      return;
    }
    for (int i = 1; i < edges.size(); i++) {
      edges.get(i).send(SharedBatches.share(batch, allocator));
    }
    edges.get(0).send(batch);
  }

  /** Whether a channel holds more than it should. */
  public boolean isFull() {
    for (OutputEdge edge : edges) {
      if (edge.isFull()) {
        return true;
      }
    }
    return false;
  }

  /** Frees what sending needs; what was sent belongs to the receivers. */
  @Override
  public void close() {
    edges.forEach(OutputEdge::close);
  }
}
