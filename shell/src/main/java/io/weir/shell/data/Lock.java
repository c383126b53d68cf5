package io.weir.shell.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * An exclusive hold on a directory by this process, given up by the operating system when the
 * process ends in whatever way. The lock file names the holder for messages; only the lock on it
 * counts.
 */
public final class Lock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private Lock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock of {@code directory}, which must exist.
   *
   * @param what what is being locked, for the message, such as {@code job "daily"}
   * @throws AlreadyRunning if another process has it
   */
  public static Lock acquire(Path directory, String what) throws IOException, AlreadyRunning {
    Path file = directory.resolve("LOCK");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new AlreadyRunning(
          what + " is already running in " + holder(file).orElse("another process"));
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
        0);
    return new Lock(channel, lock);
  }

  /**
   * Who holds the lock of {@code directory} now, such as {@code process 4711}; empty if nobody
   * does.
   */
  public static Optional<String> holderOf(Path directory) throws IOException {
    Path file = directory.resolve("LOCK");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try (FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false)) {
        return lock == null ? holder(file) : Optional.empty();
      } catch (OverlappingFileLockException e) {
        return holder(file);
      }
    }
  }

  private static Optional<String> holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? Optional.of("another process") : Optional.of(text);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }

  /** Somebody else holds the lock. */
  public static final class AlreadyRunning extends Exception {
    private static final long serialVersionUID = 1L;

    AlreadyRunning(String message) {
      super(message);
    }
  }
}
