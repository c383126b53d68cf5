package io.weir.runtime.state;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a checkpoint that say what was done since its base: one for each checkpoint behind
 * the base that changed anything, in order.
 */
final class DeltaFiles {
  private static final String PREFIX = "delta-";

  private final FileSystem fileSystem;
  private final Path directory;
  private final SnapshotFiles snapshots;
  private final List<StateFile> files = new ArrayList<>();
  private long bytes;

  /**
   * @param directory for files on their way
   */
  DeltaFiles(FileSystem fileSystem, Path directory, SnapshotFiles snapshots) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.snapshots = snapshots;
  }

  static boolean isDelta(StateFile file) {
    return file.name().startsWith(PREFIX);
  }

  int count() {
    return files.size();
  }

  /** The lengths of all files together. */
  long bytes() {
    return bytes;
  }

  /** Reads the files of a restored checkpoint and does what they say. */
  void replay(List<StateFile> restored, StateOperations.Target target) {
    for (StateFile file : restored) {
      Path local = directory.resolve(file.name());
      try {
        snapshots.fetch(file, local);
        StateOperations.replay(fileSystem.readAll(local), target);
        fileSystem.delete(local);
      } catch (IOException e) {
        throw snapshots.damaged(file, "cannot be read: " + e.getMessage(), e);
      }
      add(file);
    }
  }

  private void add(StateFile file) {
    files.add(file);
    bytes += file.sizeBytes();
  }

  /** Keeps all files again, and one for what was done since, if anything was. */
  List<StateFile> keep(long checkpointId, StateOperations since) throws IOException {
    List<StateFile> kept = new ArrayList<>();
    for (StateFile file : files) {
      kept.add(snapshots.keepAgain(file));
    }
    if (!since.isEmpty()) {
      StateFile added = keep(fileSystem, directory, snapshots, PREFIX + checkpointId, since.file());
      kept.add(added);
      add(added);
    }
    return kept;
  }

  /** Keeps a file of this content; durable when the snapshots are synced. */
  static StateFile keep(
      FileSystem fileSystem, Path directory, SnapshotFiles snapshots, String name, byte[] content)
      throws IOException {
    Path local = directory.resolve(name);
    try (FileOutput out = fileSystem.create(local)) {
      out.write(content, 0, content.length);
    }
    StateFile kept = snapshots.keep(local, name);
    fileSystem.delete(local);
    return kept;
  }

  /** Forgets all files: a new base holds what they say. */
  void clear() {
    files.clear();
    bytes = 0;
  }
}
