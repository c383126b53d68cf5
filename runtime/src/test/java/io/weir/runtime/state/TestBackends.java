package io.weir.runtime.state;

import io.weir.runtime.file.LocalFileSystem;
import java.io.IOException;
import java.nio.file.Path;

/** The backends that tests run on, all with files in one directory. */
enum TestBackends {
  MEMORY,
  ROCKSDB;

  /** Opens the backend with what {@code restored} holds, below {@code root}. */
  StateBackend open(StateSnapshot restored, Path root, SnapshotFiles files, StateMemory memory)
      throws IOException {
    Path work = root.resolve("work");
    return switch (this) {
      case MEMORY ->
          MemoryStateBackend.open(restored, LocalFileSystem.INSTANCE, work, files, memory);
      case ROCKSDB ->
          RocksDbStateBackend.open(
              restored, LocalFileSystem.INSTANCE, work, files, memory, new TwoThreads());
    };
  }
}
