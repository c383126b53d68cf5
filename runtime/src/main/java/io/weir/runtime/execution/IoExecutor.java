package io.weir.runtime.execution;

/**
 * Runs what blocks: opening inputs, writing checkpoints, committing. Tasks that are submitted
 * without waiting for each other may run at the same time.
 */
public interface IoExecutor {
  /** Runs {@code task} some time later and tells {@code outcome} what came of it. */
  <T> void submit(Task<T> task, Outcome<? super T> outcome);

  /** Something that blocks. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws Exception;
  }

  /** Receives what came of a task, on the thread that ran it. Exactly one method is called once. */
  interface Outcome<T> {
    void succeeded(T result);

    /** The task threw {@code cause}. */
    void failed(Throwable cause);
  }
}
