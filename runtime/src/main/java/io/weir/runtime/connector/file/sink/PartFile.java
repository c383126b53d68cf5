package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.text.Utf8Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One in-progress file. Rows are appended to its buffer and written by the writer's thread; an I/O
 * thread syncs it at the same time. Its descriptor may be closed and opened again in between, so
 * that a sink can have more files in progress than a process may have open.
 */
final class PartFile {
  private static final int INITIAL_BUFFER_BYTES = 4 << 10;
  private static final int KEPT_BUFFER_BYTES = 128 << 10;
  private static final long NOT_SYNCED = -1;

  private final FileSystem files;
  private final Path root;
  private final String path;
  private final long createdMillis;
  private final Optional<WriteFormat.Framing> framing;
  private final Utf8Buffer buffer = new Utf8Buffer(INITIAL_BUFFER_BYTES);
  private long lastWriteMillis;

  // Guarded by this; a sync itself runs outside the lock, with isSyncing keeping the output open.
  private FileOutput output;
  private long writtenBytes;
  private long syncedBytes;
  private boolean isSyncing;

  private PartFile(Place place, String path, long createdMillis, long nowMillis, long bytes) {
    files = place.files;
    root = place.root;
    framing = place.framing;
    this.path = path;
    this.createdMillis = createdMillis;
    lastWriteMillis = nowMillis;
    writtenBytes = bytes;
    syncedBytes = bytes;
  }

  /**
   * Where files lie and how they are written.
   *
   * @param root the table's directory
   * @param framing what is made of what is written at once
   */
  record Place(FileSystem files, Path root, Optional<WriteFormat.Framing> framing) {}

  /**
   * A new file; it comes into being with its first bytes.
   *
   * @param path relative to the table's directory, with slashes
   */
  static PartFile create(Place place, String path, long nowMillis) throws IOException {
    PartFile file = new PartFile(place, path, nowMillis, nowMillis, 0);
    try {
      file.output = place.files.create(file.location());
    } catch (IOException e) {
      throw FileErrors.of("creating '" + file.location() + "'", e);
    }
    return file;
  }

  /** A file that a checkpoint has recorded with {@code bytes} bytes, cut to them. */
  static PartFile restore(Place place, String path, long bytes, long createdMillis, long nowMillis)
      throws IOException {
    FileSystem files = place.files;
    PartFile file = new PartFile(place, path, createdMillis, nowMillis, bytes);
    Path location = file.location();
    if (!files.exists(location)) {
      throw LostFiles.missing(location, bytes);
    }
    long size = files.size(location);
    if (size < bytes) {
      throw LostFiles.shorter(location, size, bytes);
    }
    if (size > bytes) {
      // The cut itself must become durable before the file is published.
      file.syncedBytes = NOT_SYNCED;
    }
    try {
      file.output = files.openAndTruncate(location, bytes);
    } catch (IOException e) {
      throw FileErrors.of("opening '" + location + "'", e);
    }
    return file;
  }

  /** Where it lies, relative to the table's directory. */
  String path() {
    return path;
  }

  /** Its directory, relative to the table's; empty for the table's own. */
  String directory() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private Path location() {
    return root.resolve(path);
  }

  /** When its first row came. */
  long createdMillis() {
    return createdMillis;
  }

  /** When its last row came, or when it was restored. */
  long lastWriteMillis() {
    return lastWriteMillis;
  }

  /** The bytes of all rows, written or, not compressed yet, still in the buffer. */
  long length() {
    return writtenBytes + buffer.length();
  }

  /** Where to append the next row. */
  Utf8Buffer buffer() {
    return buffer;
  }

  /** Notes that rows have been appended. */
  void touch(long nowMillis) {
    lastWriteMillis = nowMillis;
  }

  /** Writes what is in the buffer, opening the file if need be. */
  void flush() throws IOException {
    if (buffer.length() == 0) {
      return;
    }
    Utf8Buffer written = buffer;
    if (framing.isPresent()) {
      written = new Utf8Buffer(buffer.length() / 4);
      framing.get().frame(buffer, written);
    }
    int count = written.length();
    try {
      synchronized (this) {
        openIfClosed();
        output.write(written.bytes(), 0, count);
        writtenBytes += count;
      }
    } catch (IOException e) {
      throw FileErrors.writing(location(), count, e);
    }
    buffer.reset(KEPT_BUFFER_BYTES);
  }

  /** Gives the memory of an empty buffer back. */
  void shrink() {
    buffer.reset(INITIAL_BUFFER_BYTES);
  }

  private void openIfClosed() throws IOException {
    if (output == null) {
      output = files.openAndTruncate(location(), writtenBytes);
    }
  }

  /** Returns when all that has been written is durable; called on an I/O thread. */
  void sync() throws IOException {
    FileOutput synced;
    long bytes;
    boolean wasClosed;
    synchronized (this) {
      if (syncedBytes == writtenBytes) {
        return;
      }
      wasClosed = output == null;
      try {
        openIfClosed();
      } catch (IOException e) {
        throw FileErrors.of("opening '" + location() + "'", e);
      }
      synced = output;
      bytes = writtenBytes;
      isSyncing = true;
    }
    try {
      synced.sync();
    } catch (IOException e) {
      throw FileErrors.writing(location(), bytes, e);
    } finally {
      synchronized (this) {
        isSyncing = false;
      }
    }
    synchronized (this) {
      syncedBytes = bytes;
    }
    if (wasClosed) {
      closeOutput();
    }
  }

  /**
   * Makes the file that will be published of the rows in this one; it is durable but for its name.
   * Called on an I/O thread, after the last row.
   */
  PreparedFiles.PreparedFile finish(WriteFormat.Finishing finishing, long afterCheckpointId)
      throws IOException {
    closeOutput();
    int nameStart = path.lastIndexOf('/') + 1;
    String made =
        path.substring(0, nameStart) + FileNames.made(path.substring(nameStart), afterCheckpointId);
    Path target = root.resolve(made);
    try (InputStream rows = files.open(location());
        FileOutput file = files.create(target)) {
      finishing.finish(rows, file);
      file.sync();
      return new PreparedFiles.PreparedFile(made, file.position(), Optional.of(path));
    } catch (IOException e) {
      throw FileErrors.writing(target, writtenBytes(), e);
    }
  }

  private synchronized long writtenBytes() {
    return writtenBytes;
  }

  /** Whether it occupies a descriptor. */
  synchronized boolean isOpen() {
    return output != null;
  }

  /** Closes the descriptor, unless it is being synced; {@link #flush} opens it again. */
  synchronized boolean closeOutput() throws IOException {
    if (isSyncing) {
      return false;
    }
    if (output != null) {
      FileOutput closed = output;
      output = null;
      closed.close();
    }
    return true;
  }
}
