package io.weir.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The only way to write durable files, so that the simulation can tear, lose and fail writes. A
 * {@link Path} is used as a name only; nobody calls {@code java.nio.file.Files} on it.
 *
 * <p>Durability: content is safe once {@link FileOutput#sync} has returned; a created, renamed,
 * linked or deleted name is safe once {@link #syncDirectory} of its directory has returned.
 */
public interface FileSystem {
  /** Creates or replaces a file for writing. Its directory must exist. */
  FileOutput create(Path file) throws IOException;

  /** Opens an existing file, cuts it to {@code length} bytes, and goes on writing at its end. */
  FileOutput openAndTruncate(Path file, long length) throws IOException;

  /** Opens a file for reading from its start. */
  InputStream open(Path file) throws IOException;

  /** The whole content of a small file. */
  byte[] readAll(Path file) throws IOException;

  /** Renames atomically within a file system, replacing {@code to}. */
  void rename(Path from, Path to) throws IOException;

  /**
   * Makes {@code to} a second name of {@code from}'s content: a hard link where possible, else a
   * synced copy.
   */
  void link(Path from, Path to) throws IOException;

  /** Removes a file or an empty directory; nothing happens if it does not exist. */
  void delete(Path file) throws IOException;

  /** Removes a directory with all it holds; nothing happens if it does not exist. */
  void deleteRecursively(Path directory) throws IOException;

  /** Makes a directory and its missing parents. */
  void createDirectories(Path directory) throws IOException;

  /** The names in a directory, sorted; empty if it does not exist. */
  List<Path> list(Path directory) throws IOException;

  boolean exists(Path file) throws IOException;

  boolean isDirectory(Path file) throws IOException;

  /** The length of a file in bytes. */
  long size(Path file) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(Path directory) throws IOException;
}
