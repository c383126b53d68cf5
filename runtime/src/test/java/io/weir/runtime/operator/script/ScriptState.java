package io.weir.runtime.operator.script;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.simulation.SimulatedFileSystem;
import io.weir.runtime.state.MemoryStateBackend;
import io.weir.runtime.state.RocksDbStateBackend;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** The kinds of state that scripts run on. */
enum ScriptState {
  /** Tables over a store on the heap. */
  MEMORY {
    @Override
    Disk disk(Path directory) {
      return new Disk(new SimulatedFileSystem(new SplittableRandom(0)), directory);
    }

    @Override
    StateBackend open(StateSnapshot restored, Disk disk) {
      return MemoryStateBackend.open(
          restored, disk.fileSystem, disk.directory.resolve("work"), disk, BYTES);
    }

    @Override
    List<ScriptMode> modes() {
      return ScriptMode.all();
    }
  },

  /** Tables over RocksDB. */
  ROCKSDB {
    @Override
    Disk disk(Path directory) throws IOException {
      return new Disk(LocalFileSystem.INSTANCE, Files.createTempDirectory(directory, "job"));
    }

    @Override
    StateBackend open(StateSnapshot restored, Disk disk) throws IOException {
      return RocksDbStateBackend.open(
          restored, disk.fileSystem, disk.directory.resolve("work"), disk, BYTES);
    }

    @Override
    List<ScriptMode> modes() {
      return List.of(new ScriptMode(false, false, true, List.of(1, 2)));
    }
  };

  private static final StateMemory BYTES = new StateMemory(64L << 20, 16L << 20);

  /** Somewhere to keep checkpoints, empty at first; on disk below {@code directory}. */
  abstract Disk disk(Path directory) throws IOException;

  /** Opens the state of a job that is restored from {@code restored}. */
  abstract StateBackend open(StateSnapshot restored, Disk disk) throws IOException;

  /** The ways in which scripts are replayed on it. */
  abstract List<ScriptMode> modes();

  /** Where a job keeps its files; those of checkpoints under numbers, for ever. */
  static final class Disk implements SnapshotFiles {
    private final FileSystem fileSystem;
    private final Path directory;
    private int count;

    Disk(FileSystem fileSystem, Path directory) {
      this.fileSystem = fileSystem;
      this.directory = directory;
    }

    @Override
    public StateSnapshot.StateFile keep(Path file, String name) throws IOException {
      fileSystem.createDirectories(directory.resolve("kept"));
      String stored = "file-" + count++;
      fileSystem.link(file, kept(stored));
      return new StateSnapshot.StateFile(name, stored, fileSystem.size(file), "none:", true);
    }

    private Path kept(String stored) {
      return directory.resolve("kept").resolve(stored);
    }

    @Override
    public StateSnapshot.StateFile keepAgain(StateSnapshot.StateFile file) {
      return new StateSnapshot.StateFile(
          file.name(), file.stored(), file.sizeBytes(), file.checksum(), false);
    }

    @Override
    public void sync() {}

    @Override
    public void fetch(StateSnapshot.StateFile file, Path to) throws IOException {
      fileSystem.link(kept(file.stored()), to);
    }

    @Override
    public WeirException damaged(StateSnapshot.StateFile file, String problem, Exception cause) {
      return WeirException.permanent(file.stored() + " " + problem, null, cause);
    }
  }
}
