package io.weir.runtime.connector.file.sink;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** Makes a table's directory and finds out whether files can be written and renamed in it. */
final class PlaceProbe {
  /** One block: a disk that is full refuses it. */
  private static final int PROBE_BYTES = 4096;

  private static final AtomicLong PROBES = new AtomicLong();

  private final FileSystem files;
  private final String table;
  private final Path directory;

  PlaceProbe(FileSystem files, String table, Path directory) {
    this.files = files;
    this.table = table;
    this.directory = directory;
  }

  /**
   * Returns if the directory is there and can be written.
   *
   * @throws WeirException saying why not
   */
  void run() throws IOException {
    makeDirectory();
    tryToWrite();
  }

  private void makeDirectory() throws IOException {
    Path absolute = directory.toAbsolutePath();
    Deque<Path> missing = new ArrayDeque<>();
    Path existing = absolute;
    while (existing != null && !files.exists(existing)) {
      missing.push(existing);
      existing = existing.getParent();
    }
    if (existing != null && !files.isDirectory(existing)) {
      throw WeirException.permanent(
          "table '"
              + table
              + "' is to be written to the directory '"
              + directory
              + "', and '"
              + (missing.isEmpty() ? directory : existing)
              + "' is a file",
          "choose another 'path', or move the file away");
    }
    if (missing.isEmpty()) {
      return;
    }
    try {
      files.createDirectories(absolute);
      for (Path made : missing) {
        files.syncDirectory(made.getParent());
      }
    } catch (IOException e) {
      throw FileErrors.of("creating the directory '" + directory + "' of table '" + table + "'", e);
    }
  }

  private void tryToWrite() {
    String name = ".weir-probe-" + ProcessHandle.current().pid() + "-" + PROBES.incrementAndGet();
    Path first = directory.resolve(name);
    Path second = directory.resolve(name + "-renamed");
    try {
      write(first);
      files.rename(first, second);
      files.delete(second);
    } catch (IOException e) {
      try {
        files.delete(first);
      } catch (IOException alsoRefused) {
        e.addSuppressed(alsoRefused);
      }
      throw FileErrors.of(
          "writing to the directory '" + directory + "' of table '" + table + "'", e);
    }
  }

  private void write(Path file) throws IOException {
    try (FileOutput output = files.create(file)) {
      output.write(new byte[PROBE_BYTES], 0, PROBE_BYTES);
      output.sync();
    }
  }
}
