package io.weir.runtime.state;

/** A table that takes part in checkpoints. */
interface CapturedTable extends AutoCloseable {
  /** Called before any table of the instance is captured: removes what has expired. */
  default void beforeCapture() {}

  /** How many rows are in memory. */
  long rows();

  /** Copies what changed since the last capture; the caller closes the copy. */
  CaptureBuffer capture();

  /** Called after all tables of the instance were captured, still at the barrier. */
  void afterCapture();

  @Override
  void close();
}
