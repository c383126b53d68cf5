package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that all tables and captures of a job hold, against a limit. Thread-safe.
 *
 * <p>Near the limit, tables evict what the store has. What then still comes nearer has changed
 * since the last flush and cannot be evicted: a flush is needed, and until it is done no more input
 * is to be read. So it is where a copy of all that has changed, which the next barrier makes, would
 * not fit any more. What is already on its way to the tables may exceed the limit by a quarter.
 */
final class MemoryBudget {
  private final long limitBytes;
  private final long softLimitBytes;
  private final long flushLimitBytes;
  private final long copyLimitBytes;
  private final long hardLimitBytes;
  private volatile boolean needsFlush;
  private final AtomicLong usedBytes = new AtomicLong();

  /** About what the copy of everything that has changed since the last barrier would take. */
  private final AtomicLong changedBytes = new AtomicLong();

  MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
    this.softLimitBytes = limitBytes - limitBytes / 8;
    this.flushLimitBytes = limitBytes - limitBytes / 16;
    this.copyLimitBytes = limitBytes + limitBytes / 8;
    this.hardLimitBytes = limitBytes + limitBytes / 4;
  }

  /**
   * Takes {@code bytes} from the budget.
   *
   * @throws WeirException if they are not there; nothing has been taken then
   */
  void reserve(long bytes) {
    long used = usedBytes.addAndGet(bytes);
    if (used > flushLimitBytes || used + changedBytes.get() > copyLimitBytes) {
      needsFlush = true;
    }
    if (used > hardLimitBytes) {
      usedBytes.addAndGet(-bytes);
      throw WeirException.permanent(
          "the state of the job needs more memory than the "
              + mebibytes(limitBytes)
              + " that it has: "
              + mebibytes(used - bytes)
              + " are in use, "
              + mebibytes(bytes)
              + " more were asked for",
          "raise weir.memory");
    }
  }

  /** Says by how much the estimate of what has changed has grown or, at a barrier, shrunk. */
  void addChanged(long bytes) {
    changedBytes.addAndGet(bytes);
  }

  /**
   * Takes {@code bytes} also beyond the limit: for a copy that makes the original superfluous, now
   * or when it is flushed.
   */
  void reserveForCopy(long bytes) {
    usedBytes.addAndGet(bytes);
  }

  void release(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  long usedBytes() {
    return usedBytes.get();
  }

  /** Whether what has changed takes nearly all that there is. */
  boolean needsFlush() {
    return needsFlush;
  }

  /** A flush is done, and what it has written can be evicted. */
  void flushed() {
    needsFlush = false;
  }

  /** Whether tables should evict what they can. */
  boolean isTight() {
    return usedBytes.get() > softLimitBytes;
  }

  private static String mebibytes(long bytes) {
    return String.format("%.1f MiB", bytes / 1048576.0);
  }
}
