package io.weir.runtime.state;

import io.weir.runtime.file.FileSystem;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes state backends that keep the store beneath in RocksDB. Nothing of RocksDB is loaded before
 * the first table is opened.
 */
public final class RocksDbStateBackend {
  /** The format of snapshots. */
  public static final String FORMAT = "rocksdb-1";

  private RocksDbStateBackend() {}

  /**
   * Opens the state of a job.
   *
   * @param restored the snapshot to start from, or {@link StateSnapshot#empty}
   * @param directory for working files, on a local disk; emptied first, and removed at the end
   * @param snapshots where the files of checkpoints are kept
   */
  public static StateBackend open(
      StateSnapshot restored,
      FileSystem fileSystem,
      Path directory,
      SnapshotFiles snapshots,
      StateMemory memory) {
    List<StateSnapshot.StateFile> files = restored.files();
    long storeBytes = memory.storeBytes();
    return new StoreBackend(
        FORMAT,
        restored,
        new MemoryBudget(memory.tablesBytes()),
        () -> new RocksDbStore(fileSystem, directory, snapshots, storeBytes, files));
  }
}
