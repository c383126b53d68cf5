package io.weir.runtime.state;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps files under numbers in one directory and never deletes any. */
final class PlainSnapshotFiles implements SnapshotFiles {
  private final FileSystem fileSystem;
  private final Path directory;
  private int count;

  PlainSnapshotFiles(FileSystem fileSystem, Path directory) throws IOException {
    this.fileSystem = fileSystem;
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
