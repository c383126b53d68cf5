package io.weir.runtime.execution.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Collects what the stages of a chain hand over while a barrier passes through it. The last stage
 * completes it.
 */
final class BarrierPassage {
  private final List<TaskSnapshot.OperatorPart> parts = new ArrayList<>();
  private final Deque<Completed> completed = new ArrayDeque<>();
  private boolean hasEnded;

  void passed(TaskSnapshot.OperatorPart part) {
    parts.add(part);
  }

  /** The barrier has left the chain. */
  void complete(long checkpointId) {
    completed.add(new Completed(checkpointId, List.copyOf(parts)));
    parts.clear();
  }

  /** The end of the stream has left the chain. */
  void ended() {
    hasEnded = true;
  }

  /** Whether nothing more will come out of the chain. */
  boolean hasEnded() {
    return hasEnded;
  }

  /** The next barrier that has passed completely and was not yet taken, or null. */
  Completed take() {
    return completed.poll();
  }

  /** Frees what was captured and will not be handed over. */
  void discard() {
    parts.forEach(TaskSnapshot.OperatorPart::discard);
    parts.clear();
    completed.forEach(passed -> passed.parts.forEach(TaskSnapshot.OperatorPart::discard));
    completed.clear();
  }

  /** What all stages handed over for a checkpoint. */
  record Completed(long checkpointId, List<TaskSnapshot.OperatorPart> parts) {}
}
