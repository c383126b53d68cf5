package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The memory of the tables of one operator instance: takes and gives back blocks within the job's
 * {@link MemoryBudget}. Used by one thread, except that {@link #usedBytes} may be read by any.
 */
final class TableMemory {
  /** By how much the estimate of what has changed differs from what the budget knows. */
  private static final long REPORT_BYTES = 256 << 10;

  private final MemoryBudget budget;
  private volatile long usedBytes;
  private long usedAtCapture;
  private long changedBytes;
  private long reportedBytes;

  TableMemory(MemoryBudget budget) {
    this.budget = budget;
  }

  long allocate(long bytes) {
    report(REPORT_BYTES);
    budget.reserve(bytes);
    long address = Memory.allocate(bytes);
    usedBytes = usedBytes + bytes;
    return address;
  }

  /**
   * As {@link #allocate}, for a copy that makes the original superfluous: may exceed the budget.
   */
  long allocateForCopy(long bytes) {
    budget.reserveForCopy(bytes);
    usedBytes = usedBytes + bytes;
    return Memory.allocate(bytes);
  }

  void free(long address, long bytes) {
    Memory.free(address);
    usedBytes = usedBytes - bytes;
    budget.release(bytes);
  }

  long usedBytes() {
    return usedBytes;
  }

  /** Entries of {@code bytes} together have changed, which were as captured before. */
  void addChanged(long bytes) {
    changedBytes += bytes;
  }

  /** What has changed is captured. */
  void captured() {
    usedAtCapture = usedBytes;
    changedBytes = 0;
    report(0);
  }

  /** What has changed is what was said to, or else what the memory has grown by. */
  private void report(long atLeast) {
    long now = Math.max(changedBytes, Math.max(0, usedBytes - usedAtCapture));
    if (Math.abs(now - reportedBytes) >= atLeast) {
      budget.addChanged(now - reportedBytes);
      reportedBytes = now;
    }
  }

  boolean isTight() {
    return budget.isTight();
  }
}
