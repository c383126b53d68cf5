package io.weir.runtime.execution;

/**
 * Decides which tasklet steps next. Production uses threads ({@link
 * io.weir.runtime.execution.thread.ThreadScheduler}); the simulation uses one thread and a seed.
 * Everything that runs in the engine runs through one of these.
 */
public interface Scheduler extends Waker {
  /** Steps {@code tasklet} from now on until it is done. May be called from any thread. */
  void add(Tasklet tasklet);

  /** Where blocking work goes. */
  IoExecutor io();
}
