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
  public static final String FORMAT = "rocksdb-2";

  private RocksDbStateBackend() {}

  /** As the other, with writing in one lane. */
  public static StateBackend open(
      StateSnapshot restored,
      FileSystem fileSystem,
      Path directory,
      SnapshotFiles snapshots,
      StateMemory memory) {
    return open(restored, fileSystem, directory, snapshots, memory, Lanes.ONE);
  }

  /**
   * Opens the state of a job.
   *
   * @param restored the snapshot to start from, or {@link StateSnapshot#empty}
   * @param directory for working files, on a local disk; emptied first, and removed at the end
   * @param lanes where writing a checkpoint can spread
   * @param snapshots where the files of checkpoints are kept
   */
  public static StateBackend open(
      StateSnapshot restored,
      FileSystem fileSystem,
      Path directory,
      SnapshotFiles snapshots,
      StateMemory memory,
      Lanes lanes) {
    List<StateSnapshot.StateFile> files = restored.files();
    long storeBytes = memory.storeBytes();
    return new StoreBackend(
        FORMAT,
        restored,
        new MemoryBudget(memory.tablesBytes()),
        lanes,
        () -> new RocksDbStore(fileSystem, directory, snapshots, storeBytes, files));
  }
}
