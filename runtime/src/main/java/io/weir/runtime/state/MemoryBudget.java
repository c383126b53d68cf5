package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that all tables and captures of a job hold, against a limit. Thread-safe. */
final class MemoryBudget {
  private final long limitBytes;
  private final long softLimitBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
    this.softLimitBytes = limitBytes - limitBytes / 8;
  }

  /**
   * Takes {@code bytes} from the budget.
   *
   * @throws WeirException if they are not there; nothing has been taken then
   */
  void reserve(long bytes) {
    long used = usedBytes.addAndGet(bytes);
    if (used > limitBytes) {
      usedBytes.addAndGet(-bytes);
      throw WeirException.permanent(
          "the state of the job needs more memory than the "
              + mebibytes(limitBytes)
              + " that it has: "
              + mebibytes(used - bytes)
              + " are in use and cannot be evicted before they are checkpointed, "
              + mebibytes(bytes)
              + " more were asked for",
          "raise weir.memory, or checkpoint more often (execution.checkpointing.interval)");
    }
  }

  /** Takes {@code bytes} also beyond the limit: for a copy that makes the original superfluous. */
  void reserveForCopy(long bytes) {
    usedBytes.addAndGet(bytes);
  }

  void release(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  long usedBytes() {
    return usedBytes.get();
  }

  /** Whether tables should evict what they can. */
  boolean isTight() {
    return usedBytes.get() > softLimitBytes;
  }

  private static String mebibytes(long bytes) {
    return String.format("%.1f MiB", bytes / 1048576.0);
  }
}
