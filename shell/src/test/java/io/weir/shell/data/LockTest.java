package io.weir.shell.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
  private static final int FREE = 0;
  private static final int TAKEN = 7;

  @TempDir Path directory;

  @Test
  void whoeverAsksInTheProcessThatHasItDoesNotTakeItAway() throws Exception {
    String holder = "process " + ProcessHandle.current().pid();
    try (Lock lock = Lock.acquire(directory, "job")) {
      Lock.AlreadyRunning refusal =
          assertThrows(Lock.AlreadyRunning.class, () -> Lock.acquire(directory, "job \"a\""));
      assertEquals("job \"a\" is already running in " + holder, refusal.getMessage());
      assertEquals(Optional.of(holder), Lock.holderOf(directory));
      assertEquals(TAKEN, inAnotherProcess());
    }
    assertEquals(Optional.empty(), Lock.holderOf(directory));
    assertEquals(FREE, inAnotherProcess());
    Lock.acquire(directory, "job").close();
  }

  private int inAnotherProcess() throws Exception {
    return process(Probe.class, directory.resolve("LOCK").toString()).waitFor();
  }

  private static Process process(Class<?> main, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void whoeverLooksIsNotTakenForTheHolder() throws Exception {
    Process looker = process(Looker.class, directory.toString());
    try {
      while (looker.getInputStream().available() == 0) {
        assertTrue(looker.isAlive());
        Lock.acquire(directory, "job").close();
      }
    } finally {
      looker.destroyForcibly().onExit().join();
    }
  }

  /** Looks again and again who holds a lock, and says so once it has. */
  static final class Looker {
    private static final int LOOKS = 200;

    private Looker() {}

    public static void main(String[] arguments) throws Exception {
      for (int i = 0; true; i++) {
        Lock.holderOf(Path.of(arguments[0]));
        if (i == LOOKS) {
          System.out.println("looked");
        }
      }
    }
  }

  /** Ends with whether a file can be locked. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannel file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        System.exit(file.tryLock(Long.MAX_VALUE - 1, 1, false) == null ? TAKEN : FREE);
      }
    }
  }
}
