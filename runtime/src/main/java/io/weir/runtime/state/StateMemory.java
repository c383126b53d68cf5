package io.weir.runtime.state;

/**
 * How much memory the state of one job may use, both parts outside the Java heap.
 *
 * @param tablesBytes for the tables in memory and the copies of them that wait to be flushed
 * @param storeBytes for RocksDB: block cache with index and filter blocks, and write buffers, under
 *     one limit
 */
public record StateMemory(long tablesBytes, long storeBytes) {
  /** The least that RocksDB works with. */
  public static final long MIN_STORE_BYTES = 8L << 20;

  public StateMemory {
    if (tablesBytes <= 0 || storeBytes < MIN_STORE_BYTES) {
      throw new IllegalArgumentException(
          "tables " + tablesBytes + " bytes, store " + storeBytes + " bytes");
    }
  }
}
