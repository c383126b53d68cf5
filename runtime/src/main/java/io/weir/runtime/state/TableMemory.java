package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The memory of the tables of one operator instance: takes and gives back blocks within the job's
 * {@link MemoryBudget}. Used by one thread, except that {@link #usedBytes} may be read by any.
 */
final class TableMemory {
  private final MemoryBudget budget;
  private volatile long usedBytes;

  TableMemory(MemoryBudget budget) {
    this.budget = budget;
  }

  long allocate(long bytes) {
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

  boolean isTight() {
    return budget.isTight();
  }
}
