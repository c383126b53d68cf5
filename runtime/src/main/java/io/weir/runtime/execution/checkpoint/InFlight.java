package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.state.StateSnapshot.StateFile;
import java.util.List;

/**
 * What the barriers of a checkpoint have overtaken: a file with the content of queues. They can be
 * filled again only where there are the same queues, that is, at the same parallelism.
 *
 * @param parallelism of the job that took the checkpoint
 * @param file the content of all queues, one after the other, as {@link InFlightFile} writes it
 * @param queues what the file holds, in order
 */
public record InFlight(int parallelism, StateFile file, List<Queue> queues) {
  public InFlight {
    queues = List.copyOf(queues);
  }

  /**
   * One queue.
   *
   * @param operatorId the operator that it leads to
   * @param subtask which of its instances
   * @param input which of its inputs
   * @param channel as {@link io.weir.runtime.execution.channel.QueuedElements#channel}
   * @param elements how many elements there are
   */
  public record Queue(String operatorId, int subtask, int input, int channel, int elements) {}
}
