package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.shell.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed goes on with its jobs when it is started again, and ends when asked. */
class ServeTest {
  private static final String JOB =
      "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',"
          + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000');"
          + " CREATE TABLE gone (n BIGINT) WITH ('connector' = 'blackhole');"
          + " SET 'pipeline.name' = 'copy'; INSERT INTO gone SELECT n FROM numbers;"
          + " CHECKPOINT JOB 'copy'";

  @TempDir Path directory;

  @Test
  void survivesAKillAndEndsWhenAsked() throws Exception {
    String data = directory.resolve("data").toString();
    try (WeirProcess server = WeirProcess.start(directory, "serve", "--data", data)) {
      server.await(() -> server.errors().contains("serving "));
      CommandRun job = CommandRun.of("--data", data, "-e", JOB);
      assertEquals(0, job.exitCode(), job.errors());
      assertTrue(job.errors().startsWith("attached to weir serve, process " + server.pid()));
      CommandRun second = CommandRun.of("serve", "--data", data);
      assertEquals(3, second.exitCode(), second.errors());
      assertTrue(second.errors().contains("is already running in process " + server.pid()));
      assertTrue(server.kill());
    }
    assertFalse(CommandRun.of("jobs", "--data", data).output().contains("running"));
    try (WeirProcess server = WeirProcess.start(directory, "serve", "--data", data)) {
      server.await(() -> server.errors().contains("job copy: resumed"));
      server.terminate();
      assertEquals(0, server.exitCode(), server.errors());
      assertTrue(server.errors().contains("job copy: suspended "), server.errors());
    }
  }
}
