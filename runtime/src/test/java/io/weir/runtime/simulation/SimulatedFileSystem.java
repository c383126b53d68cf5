package io.weir.runtime.simulation;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk and the cache in front of it. After a crash a file has what was synced and maybe a part of
 * what was not, and a directory has the names that were synced and maybe the first few changes
 * after that.
 *
 * <p>Every operation may be the last one: the process dies before it, or before it returns.
 * Operations may come from several threads.
 */
public final class SimulatedFileSystem implements FileSystem {
  private final SplittableRandom random;
  private final OperationFaults faults;
  private final TreeMap<Path, Inode> names = new TreeMap<>();
  private final TreeMap<Path, Inode> durableNames = new TreeMap<>();
  private final TreeSet<Path> directories = new TreeSet<>();
  private final List<NameChange> unsynced = new ArrayList<>();
  private int generation;
  private int tornFiles;
  private int lostNames;

  public SimulatedFileSystem(SplittableRandom random) {
    this.random = random;
    this.faults = new OperationFaults(random.split());
  }

  OperationFaults faults() {
    return faults;
  }

  /**
   * Turns one bit of a file below {@code directory}.
   *
   * @return turns it back; empty if there is nothing to turn
   */
  Optional<Runnable> turnBit(Path directory) {
    List<Inode> inodes = new ArrayList<>();
    names.forEach(
        (name, inode) -> {
          if (name.startsWith(directory) && inode.length > 0) {
            inodes.add(inode);
          }
        });
    if (inodes.isEmpty()) {
      return Optional.empty();
    }
    Inode inode = inodes.get(random.nextInt(inodes.size()));
    int at = random.nextInt(inode.length);
    int bit = 1 << random.nextInt(8);
    inode.content[at] ^= (byte) bit;
    return Optional.of(() -> inode.content[at] ^= (byte) bit);
  }

  /** How many files lost content that was written in a crash. */
  int tornFiles() {
    return tornFiles;
  }

  /** How many names were lost, or came back, in a crash. */
  int lostNames() {
    return lostNames;
  }

  /** The machine comes up again with what the disk has kept. */
  void restart() {
    generation++;
    faults.restart();
    int kept = unsynced.isEmpty() ? 0 : random.nextInt(unsynced.size() + 1);
    lostNames += unsynced.size() - kept;
    unsynced.subList(0, kept).forEach(change -> change.apply(durableNames));
    unsynced.clear();
    names.clear();
    names.putAll(durableNames);
    for (Inode inode : names.values()) {
      tornFiles += inode.crash(random) ? 1 : 0;
    }
  }

  private void change(NameChange change) {
    change.apply(names);
    unsynced.add(change);
  }

  private Inode find(Path file) throws IOException {
    Inode inode = names.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    return inode;
  }

  @Override
  public synchronized FileOutput create(Path file) throws IOException {
    faults.operate();
    faults.takeRoom();
    if (!isDirectory(file.getParent())) {
      throw new NoSuchFileException(file.getParent().toString());
    }
    Inode inode = new Inode();
    change(new NameChange(file, inode));
    return new Output(inode);
  }

  @Override
  public synchronized FileOutput openAndTruncate(Path file, long length) throws IOException {
    faults.operate();
    Inode inode = find(file);
    if (inode.length < length) {
      throw new IOException(file + " has " + inode.length + " bytes, " + length + " were recorded");
    }
    inode.truncate((int) length);
    return new Output(inode);
  }

  @Override
  public synchronized InputStream open(Path file) throws IOException {
    return new ByteArrayInputStream(readAll(file));
  }

  @Override
  public synchronized byte[] readAll(Path file) throws IOException {
    faults.operate();
    Inode inode = find(file);
    return Arrays.copyOf(inode.content, inode.length);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    faults.operate();
    Inode inode = find(from);
    change(new NameChange(to, inode, from));
  }

  @Override
  public synchronized void link(Path from, Path to) throws IOException {
    faults.operate();
    change(new NameChange(to, find(from)));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    faults.operate();
    if (directories.contains(file)) {
      if (!list(file).isEmpty()) {
        throw new IOException(file + " is not empty");
      }
      directories.remove(file);
    } else if (names.containsKey(file)) {
      change(new NameChange(file, null));
    }
  }

  @Override
  public synchronized void deleteRecursively(Path directory) throws IOException {
    for (Path file : List.copyOf(names.keySet())) {
      if (file.startsWith(directory)) {
        delete(file);
      }
    }
    faults.operate();
    directories.removeIf(path -> path.startsWith(directory));
  }

  @Override
  public synchronized void createDirectories(Path directory) throws IOException {
    faults.operate();
    for (Path path = directory; path != null; path = path.getParent()) {
      directories.add(path);
    }
  }

  @Override
  public synchronized List<Path> list(Path directory) throws IOException {
    faults.operate();
    TreeSet<Path> found = new TreeSet<>();
    for (Path name : names.keySet()) {
      if (directory.equals(name.getParent())) {
        found.add(name);
      }
    }
    for (Path name : directories) {
      if (directory.equals(name.getParent())) {
        found.add(name);
      }
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized boolean exists(Path file) throws IOException {
    faults.operate();
    return names.containsKey(file) || directories.contains(file);
  }

  @Override
  public synchronized boolean isDirectory(Path file) throws IOException {
    faults.operate();
    return directories.contains(file);
  }

  @Override
  public synchronized long size(Path file) throws IOException {
    faults.operate();
    return find(file).length;
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    faults.operate();
    List<NameChange> others = new ArrayList<>();
    for (NameChange change : unsynced) {
      if (change.touches(directory)) {
        change.apply(durableNames);
      } else {
        others.add(change);
      }
    }
    unsynced.clear();
    unsynced.addAll(others);
  }

  /** A name that appears, changes its file, or disappears; a rename does two of these at once. */
  private record NameChange(Path name, Inode inode, Path oldName) {
    NameChange(Path name, Inode inode) {
      this(name, inode, null);
    }

    void apply(Map<Path, Inode> names) {
      if (oldName != null) {
        names.remove(oldName);
      }
      if (inode == null) {
        names.remove(name);
      } else {
        names.put(name, inode);
      }
    }

    boolean touches(Path directory) {
      return directory.equals(name.getParent())
          || oldName != null && directory.equals(oldName.getParent());
    }
  }

  /** The content of a file, and how much of it is on the disk. */
  private static final class Inode {
    byte[] content = new byte[64];
    int length;
    int durableLength;

    void append(byte[] bytes, int offset, int count) {
      if (content.length < length + count) {
        content = Arrays.copyOf(content, Math.max(length + count, content.length * 2));
      }
      System.arraycopy(bytes, offset, content, length, count);
      length += count;
    }

    void truncate(int newLength) {
      length = newLength;
      durableLength = Math.min(durableLength, newLength);
    }

    /** Keeps what was synced and a random part of the rest, of which some may be garbage. */
    boolean crash(SplittableRandom random) {
      if (length == durableLength) {
        return false;
      }
      int kept = random.nextInt(length - durableLength + 1);
      for (int i = durableLength; i < durableLength + kept; i++) {
        content[i] = random.nextInt(4) == 0 ? 0 : content[i];
      }
      length = durableLength + kept;
      durableLength = length;
      return true;
    }
  }

  private final class Output implements FileOutput {
    private final Inode inode;
    private final int openedIn = generation;

    Output(Inode inode) {
      this.inode = inode;
    }

    private void operateOnHandle() throws IOException {
      if (openedIn != generation) {
        throw new SimulatedCrash();
      }
      faults.operate();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (SimulatedFileSystem.this) {
        operateOnHandle();
        faults.takeRoom();
        inode.append(bytes, offset, length);
      }
    }

    @Override
    public long position() {
      return inode.length;
    }

    @Override
    public void sync() throws IOException {
      synchronized (SimulatedFileSystem.this) {
        operateOnHandle();
        inode.durableLength = inode.length;
      }
    }

    @Override
    public void close() {}
  }
}
