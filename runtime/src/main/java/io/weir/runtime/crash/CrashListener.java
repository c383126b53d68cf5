package io.weir.runtime.crash;

import java.nio.file.Path;

/**
 * Is told of each point twice; what it does not return from never happens, or nothing after it. May
 * be called by several threads.
 */
public interface CrashListener {
  /**
   * A point is reached.
   *
   * @param isDone whether the step has been taken, or is about to be
   */
  void reached(CrashPoint point, boolean isDone);

  /** Something durable has been done to a file for which there is no point. */
  void unnamed(String action, Path file);
}
