package io.weir.runtime.execution.job;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.checkpoint.InFlight;
import io.weir.runtime.execution.checkpoint.InFlightFile;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What the barriers of the restored checkpoint had overtaken, until each queue is filled with it
 * again. Closing it frees what nobody has taken.
 */
final class RestoredQueues implements AutoCloseable {
  private final Map<InFlight.Queue, List<StreamElement>> queues = new LinkedHashMap<>();

  private RestoredQueues() {}

  /**
   * Reads what a checkpoint holds into {@code resources}; nothing where its barriers have waited.
   */
  static RestoredQueues read(
      Checkpoint base,
      CheckpointLog log,
      JobGraph graph,
      BufferAllocator allocator,
      Resources resources)
      throws IOException {
    RestoredQueues restored = resources.add(new RestoredQueues());
    if (base.inFlight().isPresent()) {
      InFlight inFlight = base.inFlight().get();
      try (InputStream in = log.openContent(inFlight.file())) {
        InFlightFile.read(
            inFlight, in, queue -> schema(base, graph, queue), allocator, restored::add);
      }
    }
    return restored;
  }

  private static Schema schema(Checkpoint base, JobGraph graph, InFlight.Queue queue) {
    for (GraphVertex vertex : graph.vertices()) {
      int index = vertex.operatorIds().indexOf(queue.operatorId());
      if (index >= 0 && queue.subtask() < vertex.parallelism()) {
        PlanNode node = vertex.nodes().get(index);
        return node.inputs().get(queue.input()).properties().schema();
      }
    }
    throw WeirException.permanent(
        "checkpoint "
            + base.id()
            + " holds rows on their way to operator "
            + queue.operatorId()
            + ", which the query does not have",
        "resume the query as it was and stop it, so that nothing is on its way, before changing it");
  }

  private void add(InFlight.Queue queue, StreamElement element) {
    queues.computeIfAbsent(queue, k -> new ArrayList<>()).add(element);
  }

  /** What lay in the channels to an operator instance; the caller owns it. */
  List<QueuedElements> takeQueued(String operatorId, int subtask) {
    return take(operatorId, subtask, false);
  }

  /** What an operator instance had taken and not finished; the caller owns it. */
  List<QueuedElements> takeWaiting(String operatorId, int subtask) {
    return take(operatorId, subtask, true);
  }

  private List<QueuedElements> take(String operatorId, int subtask, boolean isTaken) {
    List<QueuedElements> found = new ArrayList<>();
    for (InFlight.Queue queue : List.copyOf(queues.keySet())) {
      if (queue.operatorId().equals(operatorId)
          && queue.subtask() == subtask
          && isTaken == (queue.channel() == QueuedElements.TAKEN)) {
        found.add(new QueuedElements(queue.input(), queue.channel(), queues.remove(queue)));
      }
    }
    return found;
  }

  @Override
  public void close() {
    queues.forEach(
        (queue, elements) -> new QueuedElements(queue.input(), queue.channel(), elements).close());
    queues.clear();
  }
}
