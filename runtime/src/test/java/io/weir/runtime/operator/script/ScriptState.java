package io.weir.runtime.operator.script;

import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.state.MemoryStateBackend;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import java.io.IOException;
import java.nio.file.Path;

/** The kinds of state that scripts run on. */
enum ScriptState {
  MEMORY {
    @Override
    StateBackend open(StateSnapshot restored, Path directory, SnapshotFiles files) {
      return MemoryStateBackend.open(
          restored, LocalFileSystem.INSTANCE, directory, files, ScriptState.BYTES);
    }
  };

  private static final StateMemory BYTES = new StateMemory(64L << 20, 16L << 20);

  /** Opens the state of a job that is restored from {@code restored}. */
  abstract StateBackend open(StateSnapshot restored, Path directory, SnapshotFiles files)
      throws IOException;

  /** Keeps the files of checkpoints under numbers in one directory. */
  static final class NumberedFiles implements SnapshotFiles {
    private final FileSystem fileSystem = LocalFileSystem.INSTANCE;
    private final Path directory;
    private int count;

    NumberedFiles(Path directory) throws IOException {
      this.directory = directory;
      fileSystem.createDirectories(directory);
    }

    @Override
    public StateSnapshot.StateFile keep(Path file, String name) throws IOException {
      String stored = "file-" + count++;
      fileSystem.link(file, directory.resolve(stored));
      return new StateSnapshot.StateFile(name, stored, fileSystem.size(file), "none:", true);
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
      fileSystem.link(directory.resolve(file.stored()), to);
    }
  }
}
