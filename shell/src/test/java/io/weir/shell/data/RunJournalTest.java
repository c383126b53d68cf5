package io.weir.shell.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {
  private static final FileSystem FILES = LocalFileSystem.INSTANCE;

  @TempDir Path root;

  @Test
  void remembersWhatWasDoneUntilTheEnd() throws IOException {
    Path directory = root.resolve("runs/1");
    try (RunJournal journal = RunJournal.begin(FILES, directory, "script")) {
      journal.recordJob(2, "insert", "daily");
      journal.recordDone(2, "insert");
      journal.recordJob(3, "other", "daily-2");
    }
    RunJournal.Past past = RunJournal.read(FILES, directory).orElseThrow();
    assertFalse(past.isEnded());
    assertEquals("script", past.scriptHash());
    assertEquals(List.of("daily", "daily-2"), past.jobs());
    assertEquals(new RunJournal.Entry("insert", Optional.of("daily"), true), past.entries().get(2));
    assertEquals(
        new RunJournal.Entry("other", Optional.of("daily-2"), false), past.entries().get(3));
    try (RunJournal journal = RunJournal.resume(FILES, directory, past)) {
      journal.recordDone(3, "other");
      journal.recordEnd();
    }
    assertTrue(RunJournal.read(FILES, directory).orElseThrow().isEnded());
  }

  @Test
  void cutAnywhereItSaysWhatItSaidBeforeTheTornLine() throws IOException {
    Path directory = root.resolve("run");
    try (RunJournal journal = RunJournal.begin(FILES, directory, "script")) {
      journal.recordJob(1, "a", "job");
      journal.recordDone(1, "a");
      journal.recordEnd();
    }
    Path file = directory.resolve("journal.jsonl");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      Optional<RunJournal.Past> past = RunJournal.read(FILES, directory);
      long lines = new String(whole, 0, length).chars().filter(c -> c == '\n').count();
      assertEquals(lines > 0, past.isPresent());
      assertEquals(lines == 4, past.map(RunJournal.Past::isEnded).orElse(false));
      if (past.isPresent() && lines < 4) {
        try (RunJournal journal = RunJournal.resume(FILES, directory, past.get())) {
          journal.recordEnd();
        }
        assertTrue(RunJournal.read(FILES, directory).orElseThrow().isEnded());
      }
    }
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path directory = root.resolve("run");
    RunJournal.begin(FILES, directory, "script").close();
    Path file = directory.resolve("journal.jsonl");
    Files.writeString(file, Files.readString(file) + "rubbish\n");
    WeirException error =
        assertThrows(WeirException.class, () -> RunJournal.read(FILES, directory));
    assertTrue(
        error.getMessage().contains("journal.jsonl) is damaged at line 2"), error.getMessage());
    assertTrue(error.hint().contains("--fresh"));
  }

  @Test
  void aLockNamesItsHolder() throws Exception {
    Path directory = Files.createDirectory(root.resolve("job"));
    try (Lock lock = Lock.acquire(directory, "job \"a\"")) {
      Lock.AlreadyRunning error =
          assertThrows(Lock.AlreadyRunning.class, () -> Lock.acquire(directory, "job \"a\""));
      assertEquals(
          "job \"a\" is already running in process " + ProcessHandle.current().pid(),
          error.getMessage());
      assertEquals(
          Optional.of("process " + ProcessHandle.current().pid()), Lock.holderOf(directory));
    }
    assertEquals(Optional.empty(), Lock.holderOf(directory));
    Lock.acquire(directory, "job \"a\"").close();
  }
}
