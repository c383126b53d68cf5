package io.weir.runtime.simulation;

import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Keeps files under names that are never used again, and checks their content when fetched. */
final class SimulatedSnapshotFiles implements SnapshotFiles {
  private static final Path DIRECTORY = Path.of("/job/shared");

  private final FileSystem files;
  private final Path directory;
  private int count;

  /** {@code attempt} is different for each start of the process. */
  SimulatedSnapshotFiles(FileSystem files, int attempt) {
    this.files = files;
    this.directory = DIRECTORY.resolve("" + attempt);
  }

  @Override
  public StateSnapshot.StateFile keep(Path file, String name) throws IOException {
    files.createDirectories(directory);
    Path stored = directory.resolve("file-" + count++);
    files.link(file, stored);
    byte[] content = files.readAll(stored);
    return new StateSnapshot.StateFile(
        name, stored.toString(), content.length, checksum(content), true);
  }

  @Override
  public StateSnapshot.StateFile keepAgain(StateSnapshot.StateFile file) {
    return new StateSnapshot.StateFile(
        file.name(), file.stored(), file.sizeBytes(), file.checksum(), false);
  }

  @Override
  public void sync() throws IOException {
    files.syncDirectory(directory);
  }

  @Override
  public void fetch(StateSnapshot.StateFile file, Path to) throws IOException {
    byte[] content = files.readAll(Path.of(file.stored()));
    if (content.length != file.sizeBytes() || !checksum(content).equals(file.checksum())) {
      throw new AssertionError(
          file + " has " + content.length + " bytes: " + Arrays.toString(content));
    }
    files.link(Path.of(file.stored()), to);
  }

  private static String checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return "crc32:" + crc.getValue();
  }
}
