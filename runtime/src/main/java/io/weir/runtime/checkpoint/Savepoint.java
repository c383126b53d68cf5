package io.weir.runtime.checkpoint;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint in a directory of its own, with everything that it needs: it can be kept, copied to
 * another machine, and be what another job begins from.
 *
 * <pre>
 * SAVEPOINT.json        what it consists of, with checksums; written last
 * MANIFEST.json         the checkpoint's manifest
 * job.json              the job: its statement, tables, settings
 * files/4f…a1.sst       its state: copies, not links
 * restored/c0ffee       one empty file for each job that began from it, named by its incarnation
 * </pre>
 */
public final class Savepoint {
  static final String INDEX = "SAVEPOINT.json";
  static final String MANIFEST = "MANIFEST.json";
  static final String JOB = "job.json";
  static final String FILES = "files";
  static final String RESTORED = "restored";

  private static final long SMALL_BYTES = 1 << 20;

  private static final String HINT =
      "copy the savepoint anew from where it was taken, or name another one; the jobs of the data"
          + " directory do not need it";

  private final FileSystem files;
  private final Path directory;

  /** The savepoint in a directory; nothing is looked at yet. */
  public Savepoint(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Where it lies. */
  public Path directory() {
    return directory;
  }

  /**
   * Fails if a savepoint cannot be written here, so that this is known before a job is stopped for
   * it. Makes the directory.
   */
  public void prepare() {
    try {
      if (files.exists(directory) && !files.isDirectory(directory)) {
        throw WeirException.permanent(
            directory + " is a file; a savepoint needs a directory", "name a new directory");
      }
      if (!files.list(directory).isEmpty()) {
        throw WeirException.permanent(
            "the directory " + directory + " is not empty, and savepoints are never overwritten",
            "name a new directory");
      }
      files.createDirectories(directory.resolve(FILES));
    } catch (IOException e) {
      throw WeirException.permanent(
          "no savepoint can be written to " + directory + ": " + e.getMessage(),
          "name a directory that can be written",
          e);
    }
  }

  /**
   * Writes one: a copy of a checkpoint whose output is published.
   *
   * @param storage has the checkpoint
   * @param job the name of the job
   * @param description of the job, as a file
   */
  public void write(CheckpointStorage storage, long checkpointId, String job, byte[] description)
      throws IOException {
    files.createDirectories(directory.resolve(FILES));
    Manifest manifest = storage.manifest(checkpointId);
    if (manifest.checkpoint().inFlight().isPresent()) {
      throw new IOException("checkpoint " + checkpointId + " holds rows on their way");
    }
    List<SavepointIndex.Entry> entries = new ArrayList<>();
    List<StateFile> copies = new ArrayList<>();
    List<StateFile> originals =
        manifest.checkpoint().state().map(StateSnapshot::files).orElse(List.of());
    for (StateFile file : originals) {
      StateFile copy = copy(storage, file);
      copies.add(copy);
      entries.add(new SavepointIndex.Entry(copy.stored(), copy.sizeBytes(), copy.checksum()));
    }
    Manifest own =
        new Manifest(
            published(manifest.checkpoint(), copies),
            manifest.writtenMillis(),
            manifest.engineVersion());
    entries.add(add(MANIFEST, ManifestCodec.write(own)));
    entries.add(add(JOB, description));
    files.syncDirectory(directory.resolve(FILES));
    Path temporary = directory.resolve("." + INDEX + ".new");
    FileCopy.write(files, temporary, new SavepointIndex(job, checkpointId, entries).write());
    files.rename(temporary, directory.resolve(INDEX));
    files.syncDirectory(directory);
    files.syncDirectory(directory.getParent());
  }

  private StateFile copy(CheckpointStorage storage, StateFile file) throws IOException {
    String name = file.stored().substring(file.stored().lastIndexOf('/') + 1);
    Path original = storage.path(file);
    String hash = FileCopy.copy(files, original, directory.resolve(FILES).resolve(name));
    if (!hash.equals(file.checksum())) {
      throw WeirException.permanent(
          "no savepoint can be made: the file "
              + original
              + " of the checkpoint is damaged: its content does not have the checksum of the"
              + " manifest",
          "\"weir checkpoints JOB verify\" tells which checkpoints are whole");
    }
    return new StateFile(file.name(), FILES + "/" + name, file.sizeBytes(), hash, true);
  }

  private SavepointIndex.Entry add(String name, byte[] content) throws IOException {
    FileCopy.write(files, directory.resolve(name), content);
    return new SavepointIndex.Entry(name, content.length, ContentHash.of(content));
  }

  /** The checkpoint with copies instead of its files, and with nothing left to publish. */
  private static Checkpoint published(Checkpoint checkpoint, List<StateFile> copies) {
    Optional<StateSnapshot> state =
        checkpoint
            .state()
            .map(snapshot -> new StateSnapshot(snapshot.format(), copies, snapshot.tables()));
    return new Checkpoint(
        checkpoint.id(),
        checkpoint.incarnation(),
        checkpoint.fingerprint(),
        checkpoint.isEnd(),
        checkpoint.sources(),
        checkpoint.operators(),
        state,
        Optional.empty(),
        List.of(),
        checkpoint.plan(),
        checkpoint.isRolled(),
        checkpoint.timings());
  }

  /**
   * What it says. All files are there with their sizes, and the content of small ones is what it
   * was; that of large ones is compared where they are copied.
   *
   * @throws WeirException naming what is missing or damaged
   */
  public Checkpoint read() {
    try {
      SavepointIndex index = index();
      for (SavepointIndex.Entry entry : index.files()) {
        check(entry, entry.sizeBytes() <= SMALL_BYTES);
      }
      return manifest().checkpoint();
    } catch (IOException e) {
      throw WeirException.permanent(
          "the savepoint " + directory + " cannot be read: " + e.getMessage(), HINT, e);
    }
  }

  /** What is wrong with it, a sentence each; empty if nothing is. */
  public List<String> verify() throws IOException {
    List<String> problems = new ArrayList<>();
    for (SavepointIndex.Entry entry : index().files()) {
      try {
        check(entry, true);
      } catch (WeirException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  private Manifest manifest() throws IOException {
    Path file = directory.resolve(MANIFEST);
    try {
      return ManifestCodec.read(files.readAll(file));
    } catch (IOException e) {
      throw WeirException.permanent(
          "the manifest of the savepoint (" + file + ") cannot be used: " + e.getMessage(),
          HINT,
          e);
    }
  }

  private SavepointIndex index() throws IOException {
    Path file = directory.resolve(INDEX);
    if (!files.isDirectory(directory)) {
      throw WeirException.permanent(
          "there is no savepoint " + directory + ": the directory does not exist",
          "name the directory that STOP JOB … WITH SAVEPOINT was given");
    }
    if (!files.exists(file)) {
      boolean isBegun = files.exists(directory.resolve(FILES));
      throw WeirException.permanent(
          isBegun
              ? "the savepoint " + directory + " is not whole: it has no " + INDEX
              : directory + " is not a savepoint: it has no " + INDEX,
          isBegun
              ? "it was interrupted while it was written or copied; " + HINT
              : "name the directory that STOP JOB … WITH SAVEPOINT was given");
    }
    try {
      return SavepointIndex.read(files.readAll(file));
    } catch (IOException e) {
      throw WeirException.permanent(
          "the list of the savepoint's files (" + file + ") cannot be used: " + e.getMessage(),
          HINT,
          e);
    }
  }

  private void check(SavepointIndex.Entry entry, boolean isHashed) throws IOException {
    Path file = directory.resolve(entry.path());
    if (!files.exists(file)) {
      throw WeirException.permanent("file " + file + " of the savepoint is missing", HINT);
    }
    long size = files.size(file);
    if (size != entry.sizeBytes()) {
      throw WeirException.permanent(
          "file "
              + file
              + " of the savepoint has "
              + size
              + " bytes instead of "
              + entry.sizeBytes(),
          HINT);
    }
    if (isHashed && !ContentHash.of(files, file).equals(entry.checksum())) {
      throw WeirException.permanent(
          "file " + file + " of the savepoint is damaged: its content does not have its checksum",
          HINT);
    }
  }

  /** The name of the job that it was taken of. */
  public String job() throws IOException {
    return index().job();
  }

  /** The incarnations of jobs that have begun from it. */
  List<String> successors() throws IOException {
    return files.list(directory.resolve(RESTORED)).stream()
        .map(path -> path.getFileName().toString())
        .toList();
  }

  /** Takes note of a job that begins from it. */
  void note(String incarnation) {
    Path restored = directory.resolve(RESTORED);
    try {
      files.createDirectories(restored);
      FileCopy.write(files, restored.resolve(incarnation), "".getBytes(StandardCharsets.UTF_8));
      files.syncDirectory(restored);
      files.syncDirectory(directory);
    } catch (IOException e) {
      throw WeirException.permanent(
          "the savepoint "
              + directory
              + " cannot take note that a job begins from it: "
              + e.getMessage(),
          "without that nobody could tell, at another time, that its rows have been written; make"
              + " the directory writable or copy it",
          e);
    }
  }
}
