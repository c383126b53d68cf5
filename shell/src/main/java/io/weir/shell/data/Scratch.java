package io.weir.shell.data;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Names of directories for working files that mean nothing to anybody else. Each process has a
 * directory of its own for them, which it locks when the first one is taken; then what processes
 * have left behind that are gone is removed.
 *
 * <pre>
 * scratch/0/LOCK, scratch/0/7/…
 * </pre>
 */
public final class Scratch implements Supplier<Path> {
  /** Those of this process, which it keeps until it ends. */
  private static final Map<Path, Scratch> OF_PROCESS = new ConcurrentHashMap<>();

  private final FileSystem files;
  private final Path root;
  private Lock lock;
  private Path own;
  private int taken;

  /** Directories below {@code root}, which is made when it is needed. */
  static Scratch below(FileSystem files, Path root) {
    return OF_PROCESS.computeIfAbsent(root, any -> new Scratch(files, root));
  }

  private Scratch(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** The name of a directory that is free. */
  @Override
  public synchronized Path get() {
    try {
      if (lock == null) {
        removeLeftOvers();
        takeOwn();
      }
      return own.resolve(Integer.toString(taken++));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeLeftOvers() throws IOException {
    for (Path directory : files.list(root)) {
      if (!files.isDirectory(directory)) {
        continue;
      }
      try (Lock left = Lock.acquire(directory, "scratch directory " + directory)) {
        for (Path entry : files.list(directory)) {
          if (files.isDirectory(entry)) {
            files.deleteRecursively(entry);
          }
        }
      } catch (Lock.AlreadyRunning inUse) {
        continue;
      }
    }
  }

  private void takeOwn() throws IOException {
    for (int number = 0; lock == null; number++) {
      own = root.resolve(Integer.toString(number));
      files.createDirectories(own);
      try {
        lock = Lock.acquire(own, "scratch directory " + own);
      } catch (Lock.AlreadyRunning inUse) {
        own = null;
      }
    }
  }
}
