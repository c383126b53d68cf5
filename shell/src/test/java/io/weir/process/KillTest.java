package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the process at random moments until the script is done, and compares what was committed
 * with an undisturbed run. {@code -Dweir.kills=1000} makes it a campaign; {@code -Dweir.seed=…}
 * repeats one.
 */
class KillTest {
  private static final Path FLIGHTS =
      Path.of("../examples/data/flights-3m.parquet").toAbsolutePath().normalize();

  /** At both parallelisms together. */
  private static final int KILLS = Integer.getInteger("weir.kills", 14);

  private static final long SEED = Long.getLong("weir.seed", 20010416);
  private static final int FAST = 1_000_000_000;

  /** Of three million: so that there is time to kill. */
  private static final int SLOW = 750_000;

  /** So that it does not end by itself, however long somebody else takes. */
  private static final int CREEPING = 30_000;

  private static List<String> flights = List.of();

  @TempDir Path directory;

  @AfterAll
  static void forget() {
    flights = List.of();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void killedFlightsJobCommitsWhatAnUndisturbedOneDoes(int parallelism) throws Exception {
    List<String> expected = undisturbed();
    Path script = script(parallelism);

    Random random = new Random(SEED + parallelism);
    int wanted = (KILLS + 2 - parallelism) / 2;
    int kills = 0;
    for (int round = 0; kills < wanted; round++) {
      String sink = "killed-" + round;
      boolean isDone = false;
      while (!isDone) {
        try (WeirProcess weir = start(script, sink, SLOW)) {
          boolean wasKilled = kills < wanted && weir.killAfter(delayMillis(random));
          kills += wasKilled ? 1 : 0;
          isDone = !wasKilled;
          if (!wasKilled) {
            assertEquals(0, weir.exitCode(), weir::readableErrors);
          }
        }
        assertNoPartialRow(directory.resolve(sink));
      }
      List<String> actual = CommittedRows.read(directory.resolve(sink));
      CommittedRows.assertSame(expected, actual, "seed " + SEED + ", round " + round);
    }
    assertTrue(kills >= wanted, "no process was killed");
  }

  /** Mostly while the job starts or recovers, now and then when it has run for a while. */
  private static int delayMillis(Random random) {
    return random.nextInt(8) == 0 ? 500 + random.nextInt(5000) : 300 + random.nextInt(1700);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aKillBehindAStatementRepeatsNothing(int statements) throws Exception {
    Path script = directory.resolve("two.sql");
    Files.writeString(
        script,
        """
        CREATE TABLE flights (`date` TIMESTAMP(3), delay BIGINT, origin STRING)
        WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'parquet');
        CREATE TABLE early (origin STRING, delay BIGINT)
        WITH ('connector' = 'filesystem', 'path' = '${SINK}/early', 'format' = 'json');
        CREATE TABLE late (origin STRING, delay BIGINT)
        WITH ('connector' = 'filesystem', 'path' = '${SINK}/late', 'format' = 'json');
        INSERT INTO early SELECT origin, delay FROM flights WHERE delay < -60;
        INSERT INTO late SELECT origin, delay FROM flights WHERE delay > 600;
        """
            .formatted(FLIGHTS));
    try (WeirProcess weir = start(script, "undisturbed", FAST)) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
    }
    boolean wasKilled;
    try (WeirProcess weir = start(script, "killed", FAST)) {
      while (weir.isAlive() && done(directory.resolve("weir-data/runs")) < statements) {
        Thread.yield();
      }
      // A run that had ended before is not gone on with.
      wasKilled = weir.kill() && done(directory.resolve("weir-data/runs")) >= statements;
    }
    if (wasKilled) {
      try (WeirProcess weir = start(script, "killed", FAST)) {
        assertEquals(0, weir.exitCode(), weir::readableErrors);
        assertTrue(weir.errors().contains("finished before"), weir.errors());
      }
    }
    for (String sink : List.of("early", "late")) {
      CommittedRows.assertSame(
          CommittedRows.read(directory.resolve("undisturbed").resolve(sink)),
          CommittedRows.read(directory.resolve("killed").resolve(sink)),
          sink);
    }
  }

  /** How many statements the journals of runs that have not ended call done. */
  private static long done(Path runs) throws IOException {
    if (!Files.exists(runs)) {
      return 0;
    }
    long done = 0;
    try (Stream<Path> journals = Files.list(runs)) {
      for (Path run : journals.toList()) {
        Path journal = run.resolve("journal.jsonl");
        String text = Files.exists(journal) ? Files.readString(journal) : "";
        done +=
            text.contains("\"type\":\"end\"") ? 0 : text.split("\"type\":\"done\"", -1).length - 1;
      }
    }
    return done;
  }

  @Test
  void aTerminatedJobTakesACheckpointAndGoesOn() throws Exception {
    List<String> expected = undisturbed();
    Path script = script(1);
    try (WeirProcess weir = start(script, "stopped", CREEPING)) {
      Path checkpoints = directory.resolve("weir-data/jobs/flights/checkpoints");
      weir.await(() -> hasCheckpoint(checkpoints));
      weir.terminate();
      weir.exitCode();
      assertFalse(weir.errors().contains("Exception"), weir.errors());
    }
    try (WeirProcess weir = start(script, "stopped", FAST)) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
    }
    CommittedRows.assertSame(
        expected, CommittedRows.read(directory.resolve("stopped")), "after a stop");
  }

  /** Whether there is one behind that of the start. */
  private static boolean hasCheckpoint(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return false;
    }
    try (Stream<Path> all = Files.list(checkpoints)) {
      return all.filter(each -> each.getFileName().toString().matches("[1-9][0-9]*"))
          .anyMatch(each -> Files.exists(each.resolve("MANIFEST.json")));
    }
  }

  @Test
  void aSecondRunOfARunningJobIsToldWhoRunsIt() throws Exception {
    Path script = script(1);
    try (WeirProcess first = start(script, "shared", CREEPING)) {
      // What comes behind its lock.
      first.await(() -> Files.exists(directory.resolve("weir-data/jobs/flights/job.json")));
      try (WeirProcess second = start(script, "shared", CREEPING)) {
        assertEquals(3, second.exitCode(), second::readableErrors);
        assertTrue(second.errors().contains("process " + first.pid()), second.errors());
      }
      try (WeirProcess other =
          WeirProcess.start(directory, "-e", "SELECT 1 AS x", "--format", "csv")) {
        assertEquals(0, other.exitCode(), other::readableErrors);
        assertEquals("x\n1\n", other.output());
      }
    }
  }

  /** What an undisturbed run commits, whatever its parallelism. */
  private List<String> undisturbed() throws Exception {
    if (flights.isEmpty()) {
      try (WeirProcess weir = start(script(1), "undisturbed", FAST)) {
        assertEquals(0, weir.exitCode(), weir::readableErrors);
      }
      flights = CommittedRows.read(directory.resolve("undisturbed"));
      assertEquals(424_259, flights.size());
    }
    return flights;
  }

  private WeirProcess start(Path script, String sink, int rowsPerSecond) throws IOException {
    return WeirProcess.start(
        directory,
        "run",
        script.toString(),
        "--var",
        "SINK=" + sink,
        "--var",
        "RATE=" + rowsPerSecond);
  }

  private Path script(int parallelism) throws IOException {
    Path script = directory.resolve("flights.sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '%d';
        SET 'execution.checkpointing.interval' = '300 ms';
        CREATE TABLE flights (
          `date` TIMESTAMP(3), delay BIGINT, origin STRING,
          WATERMARK FOR `date` AS `date` - INTERVAL '1' MINUTE
        ) WITH (
          'connector' = 'filesystem', 'path' = '%s', 'format' = 'parquet',
          'scan.rate-limit.rows-per-second' = '${RATE}'
        );
        CREATE TABLE hourly (origin STRING, window_start TIMESTAMP(3), flights BIGINT, late BIGINT)
        WITH ('connector' = 'filesystem', 'path' = '${SINK}', 'format' = 'json');
        INSERT INTO hourly
        SELECT origin, window_start, COUNT(*), COUNT(*) FILTER (WHERE delay > 15)
        FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(`date`), INTERVAL '1' HOUR))
        GROUP BY origin, window_start, window_end;
        """
            .formatted(parallelism, FLIGHTS));
    return script;
  }

  private static void assertNoPartialRow(Path sink) throws IOException {
    for (String row : CommittedRows.read(sink)) {
      assertTrue(row.startsWith("{") && row.endsWith("}"), "a reader saw half a row: " + row);
    }
  }
}
