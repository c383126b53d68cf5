package io.weir.runtime.execution.task;

import io.weir.runtime.execution.channel.ElementConsumer;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * A link of a chain of operators: takes elements, never refuses, and keeps what it cannot handle
 * yet. Elements pass through a chain in order, barriers among them, so that what lies before a
 * barrier in one stage lies before it in all that follow; a barrier that overtakes passes all
 * stages at once, and what it finds waiting goes into the checkpoint.
 */
interface Stage extends ElementConsumer, AutoCloseable {
  /** Goes on with what waits, as far as there is room; returns whether anything was done. */
  boolean resume();

  /** Whether something waits: then nothing new must be begun. */
  boolean isWaiting();

  /** For what, if something waits. */
  TaskActivity waitsFor();

  /** Hands over those figures that take longer to find out. */
  default void publish() {}

  /** Whether a stage before this one must stop emitting: this one or one behind it waits. */
  boolean isFull();

  /** Takes, before anything else, what a restored checkpoint's barrier has overtaken here. */
  void restore(int input, StreamElement element);

  /**
   * Lets a barrier pass that has not passed yet, without waiting for what waits here ahead of it.
   *
   * @param queues what it has overtaken on the way here, owned by the stage from now on
   */
  void overtake(long checkpointId, List<QueuedElements> queues);

  /** Calls a timer that is due; returns whether there was one. */
  default boolean runTimer() {
    return false;
  }

  /** The watermark that it has sent on. */
  default long outputWatermark() {
    return Watermark.NONE;
  }

  /** What it hands over when its input has ended; empty if it keeps nothing. */
  Optional<TaskSnapshot.OperatorPart> snapshotAtEnd(long checkpointId);

  /** Frees what waits in it. */
  @Override
  void close();
}
