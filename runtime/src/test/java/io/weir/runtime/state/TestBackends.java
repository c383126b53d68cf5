package io.weir.runtime.state;

import io.weir.runtime.file.LocalFileSystem;
import java.io.IOException;
import java.nio.file.Path;

/** The backends that tests run on, all with files in one directory. */
enum TestBackends {
  MEMORY;

  /** Opens the backend with what {@code restored} holds, below {@code root}. */
  StateBackend open(StateSnapshot restored, Path root, SnapshotFiles files, StateMemory memory)
      throws IOException {
    return MemoryStateBackend.open(
        restored, LocalFileSystem.INSTANCE, root.resolve("work"), files, memory);
  }
}
