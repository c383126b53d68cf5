package io.weir.runtime.state;

import io.weir.runtime.file.FileSystem;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes state backends that keep the store beneath on the heap: for the simulation, and as the
 * oracle of the other. They do nothing but through the {@link FileSystem}, and nothing in an order
 * that depends on anything but their calls.
 */
public final class MemoryStateBackend {
  /** The format of snapshots. */
  public static final String FORMAT = "memory-2";

  private MemoryStateBackend() {}

  /**
   * Opens the state of a job.
   *
   * @param restored the snapshot to start from, or {@link StateSnapshot#empty}
   * @param directory for temporary files, emptied first
   * @param snapshots where the files of checkpoints are kept
   * @param memory only {@link StateMemory#tablesBytes} counts
   */
  public static StateBackend open(
      StateSnapshot restored,
      FileSystem fileSystem,
      Path directory,
      SnapshotFiles snapshots,
      StateMemory memory) {
    List<StateSnapshot.StateFile> files = restored.files();
    return new StoreBackend(
        FORMAT,
        restored,
        new MemoryBudget(memory.tablesBytes()),
        Lanes.ONE,
        () -> new MemoryStore(fileSystem, directory, snapshots).restore(files));
  }
}
