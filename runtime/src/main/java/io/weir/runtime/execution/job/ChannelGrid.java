package io.weir.runtime.execution.job;

import io.weir.runtime.execution.Waker;
import io.weir.runtime.execution.channel.Channel;
import io.weir.runtime.execution.channel.OutputEdge;
import io.weir.runtime.execution.graph.GraphEdge;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** The channels of one edge of the graph: between which senders and receivers there is one. */
final class ChannelGrid {
  private final GraphEdge edge;
  private final Channel[][] channels;

  /**
   * @param capacity how many elements a channel holds
   * @param capacityBytes how many bytes of batches a channel holds
   */
  ChannelGrid(
      GraphEdge edge, int senders, int receivers, int capacity, long capacityBytes, Waker waker) {
    this.edge = edge;
    this.channels = new Channel[senders][receivers];
    boolean isForward = edge.distribution().kind() == Distribution.Kind.ANY;
    for (int sender = 0; sender < senders; sender++) {
      for (int receiver = 0; receiver < receivers; receiver++) {
        if (!isForward || receiver == sender % receivers) {
          channels[sender][receiver] = new Channel(capacity, capacityBytes, waker);
        }
      }
    }
  }

  GraphEdge edge() {
    return edge;
  }

  /** The channels that lead to a receiver, by sender. */
  List<Channel> to(int receiver) {
    List<Channel> list = new ArrayList<>();
    for (Channel[] ofSender : channels) {
      Optional.ofNullable(ofSender[receiver]).ifPresent(list::add);
    }
    return list;
  }

  /** The sending end of a sender. */
  OutputEdge from(int sender, Schema schema, BufferAllocator allocator) {
    return switch (edge.distribution().kind()) {
      case ANY -> OutputEdge.forward(channels[sender][sender % channels[sender].length]);
      case HASH ->
          OutputEdge.hash(schema, edge.distribution().keys(), List.of(channels[sender]), allocator);
      case BROADCAST -> OutputEdge.broadcast(List.of(channels[sender]), allocator);
      case SINGLE -> throw new AssertionError("an edge to a single task is a forward edge");
    };
  }
}
