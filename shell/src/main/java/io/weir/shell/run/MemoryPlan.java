package io.weir.shell.run;

import io.weir.runtime.state.StateMemory;

/**
 * How the process's memory outside the Java heap is divided. The launcher sizes the heap from the
 * same total; docs/operations has the table.
 *
 * @param batchBytes the most that batches may take
 * @param state the most that a job's state may take
 */
public record MemoryPlan(long batchBytes, StateMemory state) {
  private static final long MIB = 1L << 20;

  /** The share of the total that goes to batches, in percent. */
  private static final int BATCH_PERCENT = 6;

  /** The share of the total that goes to state tables, in percent. */
  private static final int TABLES_PERCENT = 58;

  /** The same for small totals, less {@link #JAVA_MACHINE_BYTES}. */
  private static final int SMALL_TABLES_PERCENT = 72;

  /** What the Java machine takes besides its heap: code, classes, threads. */
  private static final long JAVA_MACHINE_BYTES = 144 * MIB;

  /** The share of the total that goes to RocksDB, in percent. */
  private static final int STORE_PERCENT = 6;

  /** The plan for a process that may use {@code totalBytes} in all. */
  public static MemoryPlan of(long totalBytes) {
    return new MemoryPlan(
        Math.max(64 * MIB, totalBytes / 100 * BATCH_PERCENT),
        new StateMemory(
            Math.max(64 * MIB, tablesBytes(totalBytes)),
            Math.max(32 * MIB, totalBytes / 100 * STORE_PERCENT)));
  }

  /** Of a small total, what the Java machine needs for itself is a larger share. */
  private static long tablesBytes(long totalBytes) {
    return Math.min(
        totalBytes / 100 * TABLES_PERCENT,
        totalBytes / 100 * SMALL_TABLES_PERCENT - JAVA_MACHINE_BYTES);
  }

  /** The plan for the total that the launcher has passed on, else for four times the Java heap. */
  public static MemoryPlan ofProcess() {
    long total = Long.getLong("weir.memory", 4 * Runtime.getRuntime().maxMemory());
    return of(total);
  }
}
