package io.weir.runtime.request;

/** An answer that may still be on its way. Used by the thread that submitted the request. */
public interface Pending<T extends AutoCloseable> extends AutoCloseable {
  /** Whether {@link #take} would give the answer. */
  boolean isDone();

  /**
   * The answer, which is the caller's from now on. Called once, and only when it is there.
   *
   * @throws RuntimeException what the request has thrown; a checked exception is wrapped as a
   *     retryable {@link io.weir.runtime.error.WeirException}
   */
  T take();

  /** Nobody wants the answer any more: it is closed as soon as it is there. */
  @Override
  void close();
}
