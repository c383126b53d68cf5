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

  /** What the holder locks of the file, far behind what is written there. */
  private static final long HOLD = Long.MAX_VALUE - 1;

  /**
   * What is locked for a moment by whoever takes the lock or looks who has it: to look, one has to
   * try it, and nobody is to take that for somebody who holds it.
   */
  private static final long GATE = Long.MAX_VALUE - 2;

  private static final int LONGEST_NAME = 100;

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
    FileChannel channel = open(file);
    boolean isTaken = false;
    try (FileLock gate = channel.lock(GATE, 1, false)) {
      FileLock lock = channel.tryLock(HOLD, 1, false);
      if (lock == null) {
        throw new AlreadyRunning(what + " is already running in " + holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.UTF_8)), 0);
      isTaken = true;
      return new Lock(file, channel, lock);
    } finally {
      if (!isTaken) {
        channel.close();
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** What is done while nobody else does the same. */
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  /**
   * Does something short while nobody else does so in {@code directory}, which must exist; waits
   * for those who do.
   */
  static synchronized void whileAlone(Path directory, Action action) throws IOException {
    try (FileChannel channel = open(directory.toRealPath().resolve("LOCK"));
        FileLock lock = channel.lock(HOLD, 1, false)) {
      action.run();
    }
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
    try (FileChannel channel = open(file);
        FileLock gate = channel.lock(GATE, 1, false);
        FileLock lock = channel.tryLock(HOLD, 1, false)) {
      return lock == null ? Optional.of(holder(channel)) : Optional.empty();
    }
  }

  /** Read from the channel: closing another one would open the gate. */
  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer name = ByteBuffer.allocate(LONGEST_NAME);
    channel.read(name, 0);
    String text = new String(name.array(), 0, name.position(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "another process" : text;
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
