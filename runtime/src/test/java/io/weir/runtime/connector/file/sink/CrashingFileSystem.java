package io.weir.runtime.connector.file.sink;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file system in memory that knows what is durable, and on which the machine stops before or
 * after the n-th change. What survives is then what had been synced, all that had been done, or a
 * mixture.
 */
final class CrashingFileSystem implements FileSystem {
  /** The machine has stopped. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What a crash leaves of changes that were not synced. */
  enum Survival {
    /** Nothing. */
    SYNCED_ONLY,
    /** Everything. */
    ALL,
    /** All names, and half of the bytes. */
    TORN
  }

  private static final class Node {
    private final boolean isDirectory;
    private byte[] content = new byte[0];
    private byte[] durableContent = new byte[0];

    Node(boolean isDirectory) {
      this.isDirectory = isDirectory;
    }
  }

  private final Path root;
  private TreeMap<Path, Node> names = new TreeMap<>();
  private final TreeMap<Path, Node> durableNames = new TreeMap<>();
  private int changes;
  private int crashAt = -1;
  private boolean crashesAfter;

  CrashingFileSystem(Path root) {
    this.root = root;
    names.put(root, new Node(true));
    durableNames.putAll(names);
  }

  /** Stops before, or right after, the change of that number; counting starts anew. */
  void crashAt(int change, boolean after) {
    changes = 0;
    crashAt = change;
    crashesAfter = after;
  }

  /** How many changes there have been since counting started. */
  int changes() {
    return changes;
  }

  /** Starts the machine again. */
  void restart(Survival survival) {
    crashAt = -1;
    if (survival == Survival.SYNCED_ONLY) {
      names = new TreeMap<>(durableNames);
      names.keySet().removeIf(path -> !path.equals(root) && !hasAncestors(path));
    }
    for (Node node : names.values()) {
      if (survival == Survival.SYNCED_ONLY) {
        node.content = node.durableContent;
      } else if (survival == Survival.TORN) {
        int half = (node.content.length + node.durableContent.length) / 2;
        node.content = Arrays.copyOf(node.content, Math.min(node.content.length, half));
      }
      node.durableContent = node.content;
    }
    durableNames.clear();
    durableNames.putAll(names);
  }

  private boolean hasAncestors(Path path) {
    for (Path up = path.getParent(); !up.equals(root); up = up.getParent()) {
      if (!durableNames.containsKey(up)) {
        return false;
      }
    }
    return true;
  }

  /** Files and their content, as a reader sees them now. */
  Map<Path, byte[]> visibleFiles() {
    TreeMap<Path, byte[]> files = new TreeMap<>();
    names.forEach(
        (path, node) -> {
          if (!node.isDirectory) {
            files.put(root.relativize(path), node.content);
          }
        });
    return files;
  }

  private interface Change {
    void run() throws IOException;
  }

  private void change(Change change) throws IOException {
    int number = changes++;
    if (crashAt >= 0 && (number > crashAt || (number == crashAt && !crashesAfter))) {
      throw new Crash();
    }
    change.run();
    if (number == crashAt) {
      throw new Crash();
    }
  }

  private Node node(Path path) throws IOException {
    Node node = names.get(path);
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  @Override
  public FileOutput create(Path file) throws IOException {
    node(file.getParent());
    Node node = new Node(false);
    change(() -> names.put(file, node));
    return new Output(node);
  }

  @Override
  public FileOutput openAndTruncate(Path file, long length) throws IOException {
    Node node = node(file);
    if (node.content.length < length) {
      throw new IOException(file + " is too short");
    }
    change(() -> node.content = Arrays.copyOf(node.content, (int) length));
    return new Output(node);
  }

  @Override
  public InputStream open(Path file) throws IOException {
    return new ByteArrayInputStream(node(file).content);
  }

  @Override
  public byte[] readAll(Path file) throws IOException {
    return node(file).content;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Node node = node(from);
    change(
        () -> {
          names.remove(from);
          names.put(to, node);
        });
  }

  @Override
  public void link(Path from, Path to) throws IOException {
    Node node = node(from);
    if (names.containsKey(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    change(() -> names.put(to, node));
  }

  @Override
  public void delete(Path file) throws IOException {
    change(() -> names.remove(file));
  }

  @Override
  public void deleteRecursively(Path directory) throws IOException {
    change(() -> names.keySet().removeIf(path -> path.startsWith(directory)));
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    change(
        () -> {
          for (Path up = directory; up != null && !names.containsKey(up); up = up.getParent()) {
            names.put(up, new Node(true));
          }
        });
  }

  @Override
  public List<Path> list(Path directory) {
    return names.keySet().stream().filter(path -> directory.equals(path.getParent())).toList();
  }

  @Override
  public boolean exists(Path file) {
    return names.containsKey(file);
  }

  @Override
  public boolean isDirectory(Path file) {
    Node node = names.get(file);
    return node != null && node.isDirectory;
  }

  @Override
  public long size(Path file) throws IOException {
    return node(file).content.length;
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    node(directory);
    change(
        () -> {
          durableNames.keySet().removeIf(path -> directory.equals(path.getParent()));
          for (Path path : list(directory)) {
            durableNames.put(path, names.get(path));
          }
        });
  }

  private final class Output implements FileOutput {
    private final Node node;
    private boolean isClosed;

    Output(Node node) {
      this.node = node;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      requireOpen();
      change(
          () -> {
            int end = node.content.length;
            node.content = Arrays.copyOf(node.content, end + length);
            System.arraycopy(bytes, offset, node.content, end, length);
          });
    }

    @Override
    public long position() {
      return node.content.length;
    }

    @Override
    public void sync() throws IOException {
      requireOpen();
      change(() -> node.durableContent = node.content);
    }

    private void requireOpen() throws IOException {
      if (isClosed) {
        throw new IOException("closed");
      }
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
