package io.weir.runtime.execution;

/**
 * Told by a tasklet or an I/O thread that another tasklet may have something to do now, so that a
 * scheduler that has gone to sleep looks again. Cheap enough to call for every element.
 */
@FunctionalInterface
public interface Waker {
  /**
   * Looks again soon. A call may be lost: the scheduler also wakes by itself after a short time.
   */
  void wake();
}
