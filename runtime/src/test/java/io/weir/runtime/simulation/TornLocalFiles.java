package io.weir.runtime.simulation;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The machine's files, of which a crash takes what was not synced, as {@link SimulatedFileSystem}
 * does with files of its own: for a store that reads and writes beside it. Whatever that store
 * writes by itself is whole.
 */
final class TornLocalFiles implements FileSystem {
  private static final FileSystem FILES = LocalFileSystem.INSTANCE;

  private final SplittableRandom random;
  private final OperationFaults faults;
  private final Path removed;
  private final List<NameChange> unsynced = new ArrayList<>();

  /** By name; the names of one file have the same. */
  private final Map<Path, Content> contents = new HashMap<>();

  private int generation;
  private int removals;
  private int tornFiles;
  private int lostNames;

  /** {@code removed} is a directory for what may come back. */
  TornLocalFiles(SplittableRandom random, Path removed) throws IOException {
    this.random = random;
    this.faults = new OperationFaults(random.split());
    this.removed = removed;
    FILES.createDirectories(removed);
  }

  OperationFaults faults() {
    return faults;
  }

  /** How many files lost content that was written in a crash. */
  int tornFiles() {
    return tornFiles;
  }

  /** How many names were lost, or came back, in a crash. */
  int lostNames() {
    return lostNames;
  }

  /**
   * Turns one bit of a file below {@code directory}.
   *
   * @return turns it back; empty if there is nothing to turn
   */
  Optional<Runnable> turnBit(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    find(directory, found);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path file = found.get(random.nextInt(found.size()));
    Path kept = removed.resolve("turned" + removals++);
    FILES.link(file, kept);
    long at = random.nextLong(FILES.size(file));
    int bit = 1 << random.nextInt(8);
    turn(kept, at, bit);
    return Optional.of(() -> turn(kept, at, bit));
  }

  private static void find(Path directory, List<Path> found) throws IOException {
    for (Path path : FILES.list(directory)) {
      if (FILES.isDirectory(path)) {
        find(path, found);
      } else if (FILES.size(path) > 0) {
        found.add(path);
      }
    }
  }

  private static void turn(Path file, long at, int bit) {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.seek(at);
      int turned = content.read() ^ bit;
      content.seek(at);
      content.write(turned);
    } catch (IOException e) {
      throw new AssertionError("a bit of " + file + " cannot be turned", e);
    }
  }

  /** The machine comes up again with what the disk has kept. */
  synchronized void restart() throws IOException {
    generation++;
    faults.restart();
    int kept = random.nextInt(unsynced.size() + 1);
    for (int i = unsynced.size() - 1; i >= kept; i--) {
      unsynced.get(i).undo().run();
      lostNames++;
    }
    unsynced.clear();
    for (Map.Entry<Path, Content> entry : contents.entrySet()) {
      tear(entry.getKey(), entry.getValue());
    }
    contents.clear();
  }

  private void tear(Path file, Content content) throws IOException {
    if (content.length == content.durableLength || !FILES.exists(file)) {
      return;
    }
    tornFiles++;
    long kept = content.durableLength + random.nextLong(content.length - content.durableLength + 1);
    content.length = kept;
    content.durableLength = kept;
    FILES.openAndTruncate(file, kept).close();
  }

  private void changed(Undo undo, Path... names) {
    List<Path> directories = new ArrayList<>();
    for (Path name : names) {
      directories.add(name.getParent());
    }
    unsynced.add(new NameChange(directories, undo));
  }

  /** Takes a name away so that it can come back; null if nobody has it. */
  private Path remove(Path file) throws IOException {
    if (!FILES.exists(file)) {
      return null;
    }
    Path at = removed.resolve("removed" + removals++);
    FILES.rename(file, at);
    return at;
  }

  private static void putBack(Path at, Path file) throws IOException {
    if (at != null && FILES.exists(file.getParent())) {
      FILES.rename(at, file);
    }
  }

  @Override
  public synchronized FileOutput create(Path file) throws IOException {
    faults.operate();
    faults.takeRoom();
    FileOutput output = FILES.create(file);
    changed(() -> FILES.delete(file), file);
    Content content = new Content();
    contents.put(file, content);
    return new Output(output, content);
  }

  @Override
  public synchronized FileOutput openAndTruncate(Path file, long length) throws IOException {
    faults.operate();
    FileOutput output = FILES.openAndTruncate(file, length);
    Content content = contents.computeIfAbsent(file, name -> new Content());
    content.length = length;
    content.durableLength = Math.min(content.durableLength, length);
    return new Output(output, content);
  }

  @Override
  public synchronized InputStream open(Path file) throws IOException {
    faults.operate();
    return FILES.open(file);
  }

  @Override
  public synchronized byte[] readAll(Path file) throws IOException {
    faults.operate();
    return FILES.readAll(file);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    faults.operate();
    Path before = remove(to);
    FILES.rename(from, to);
    Content content = contents.remove(from);
    if (content != null) {
      contents.put(to, content);
    }
    changed(
        () -> {
          if (FILES.exists(to)) {
            putBack(to, from);
          }
          putBack(before, to);
        },
        from,
        to);
  }

  @Override
  public synchronized void link(Path from, Path to) throws IOException {
    faults.operate();
    FILES.link(from, to);
    Content content = contents.get(from);
    if (content != null) {
      contents.put(to, content);
    }
    changed(() -> FILES.delete(to), to);
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    faults.operate();
    if (FILES.isDirectory(file)) {
      FILES.delete(file);
      return;
    }
    Path at = remove(file);
    contents.remove(file);
    if (at != null) {
      changed(() -> putBack(at, file), file);
    }
  }

  @Override
  public synchronized void deleteRecursively(Path directory) throws IOException {
    faults.operate();
    FILES.deleteRecursively(directory);
  }

  @Override
  public synchronized void createDirectories(Path directory) throws IOException {
    faults.operate();
    FILES.createDirectories(directory);
  }

  @Override
  public synchronized List<Path> list(Path directory) throws IOException {
    faults.operate();
    return FILES.list(directory);
  }

  @Override
  public synchronized boolean exists(Path file) throws IOException {
    faults.operate();
    return FILES.exists(file);
  }

  @Override
  public synchronized boolean isDirectory(Path file) throws IOException {
    faults.operate();
    return FILES.isDirectory(file);
  }

  @Override
  public synchronized long size(Path file) throws IOException {
    faults.operate();
    return FILES.size(file);
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    faults.operate();
    unsynced.removeIf(change -> change.directories().contains(directory));
  }

  /** Takes a change of a name back. */
  private interface Undo {
    void run() throws IOException;
  }

  private record NameChange(List<Path> directories, Undo undo) {}

  /** How much of a file there is, and how much of it is on the disk. */
  private static final class Content {
    long length;
    long durableLength;
  }

  private final class Output implements FileOutput {
    private final FileOutput output;
    private final Content content;
    private final int openedIn = generation;

    Output(FileOutput output, Content content) {
      this.output = output;
      this.content = content;
    }

    private void operate() throws IOException {
      if (openedIn != generation) {
        throw new SimulatedCrash();
      }
      faults.operate();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (TornLocalFiles.this) {
        operate();
        faults.takeRoom();
        output.write(bytes, offset, length);
        content.length = output.position();
      }
    }

    @Override
    public long position() {
      return output.position();
    }

    @Override
    public void sync() throws IOException {
      synchronized (TornLocalFiles.this) {
        operate();
        content.durableLength = content.length;
      }
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
