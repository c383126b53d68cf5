package io.weir.shell.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An exclusive hold on a directory by this process, given up by the operating system when the
 * process ends in whatever way. The lock file names the holder for messages; only the lock on it
 * counts.
 */
public final class Lock implements AutoCloseable {
  /**
   * The files that this process has locked. They are not opened again: closing a file gives up all
   * locks that the process has on it, however often it is open (POSIX).
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private Lock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock of {@code directory}, which must exist.
   *
   * @param what what is being locked, for the message, such as {@code job "daily"}
   * @throws AlreadyRunning if another process has it
   */
  public static synchronized Lock acquire(Path directory, String what)
      throws IOException, AlreadyRunning {
    Path file = directory.toRealPath().resolve("LOCK");
    if (!HELD.add(file)) {
      throw new AlreadyRunning(what + " is already running in " + thisProcess());
    }
    boolean isHeld = false;
    try {
      Lock taken = take(file, what);
      isHeld = true;
      return taken;
    } finally {
      if (!isHeld) {
        HELD.remove(file);
      }
    }
  }

  private static Lock take(Path file, String what) throws IOException, AlreadyRunning {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    if (lock == null) {
      channel.close();
      throw new AlreadyRunning(
          what + " is already running in " + holder(file).orElse("another process"));
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.UTF_8)), 0);
    return new Lock(file, channel, lock);
  }

  private static String thisProcess() {
    return "process " + ProcessHandle.current().pid();
  }

  /**
   * Who holds the lock of {@code directory} now, such as {@code process 4711}; empty if nobody
   * does.
   */
  public static synchronized Optional<String> holderOf(Path directory) throws IOException {
    if (!Files.exists(directory.resolve("LOCK"))) {
      return Optional.empty();
    }
    Path file = directory.toRealPath().resolve("LOCK");
    if (HELD.contains(file)) {
      return Optional.of(thisProcess());
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false)) {
      return lock == null ? holder(file) : Optional.empty();
    }
  }

  private static Optional<String> holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? Optional.of("another process") : Optional.of(text);
  }

  @Override
  public void close() throws IOException {
    synchronized (Lock.class) {
      lock.release();
      channel.close();
      HELD.remove(file);
    }
  }

  /** Somebody else holds the lock. */
  public static final class AlreadyRunning extends Exception {
    private static final long serialVersionUID = 1L;

    AlreadyRunning(String message) {
      super(message);
    }
  }
}
