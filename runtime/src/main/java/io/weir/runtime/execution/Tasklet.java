package io.weir.runtime.execution;

/**
 * A cooperative unit of execution. A scheduler calls {@link #step} again and again, by one thread
 * at a time but not always the same one, until the answer is {@link Progress#DONE}. A step does a
 * bounded piece of work and never blocks, except for as long as a local disk takes to read or
 * write.
 */
public interface Tasklet {
  /** What it is, for diagnosis, such as {@code WindowAggregate[1/2]}. */
  String name();

  /**
   * Does a piece of work. Throws nothing that the job can survive: what comes out of here is a
   * fault of the engine.
   */
  Progress step();

  /** What a step has achieved. */
  enum Progress {
    /** Nothing could be done: the input is empty or the output is full. */
    IDLE,
    /** Something was done, and there may be more. */
    WORKED,
    /** Nothing is left to do, ever: do not call again. */
    DONE
  }
}
