package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a job that a script has run to its end, and of its tables. */
class FinishedJobTest {
  @TempDir Path directory;

  @Test
  void itsLastCheckpointIsCompleteAndPublished() throws IOException {
    Path script = directory.resolve("job.sql");
    Files.writeString(
        script,
        """
        CREATE TABLE o (a INT) WITH (
          'connector' = 'filesystem', 'format' = 'json', 'path' = '%s');
        INSERT INTO o VALUES (1), (2);
        """
            .formatted(directory.resolve("o")));
    assertEquals(0, ask("run", script.toString()).exitCode());
    assertTrue(ask("jobs").output().contains("finished"), ask("jobs").output());
    String checkpoints = ask("checkpoints", "job").output();
    assertTrue(checkpoints.contains("complete"), checkpoints);
    assertTrue(checkpoints.contains("final"), checkpoints);
    assertFalse(checkpoints.contains("publishing"), checkpoints);
  }

  @Test
  void commentsOfColumnsAreDescribed() throws IOException {
    Path script = directory.resolve("describe.sql");
    Files.writeString(
        script,
        """
        CREATE TABLE t (a INT COMMENT 'the number', b INT) WITH ('connector' = 'datagen');
        DESCRIBE t;
        """);
    String described = ask("run", script.toString()).output();
    assertTrue(described.contains("| comment"), described);
    assertTrue(described.contains("| the number"), described);
  }

  private CommandRun ask(String command, String argument) {
    return CommandRun.of(command, argument, "--data", directory.resolve("data").toString());
  }

  private CommandRun ask(String command) {
    return CommandRun.of(command, "--data", directory.resolve("data").toString());
  }
}
