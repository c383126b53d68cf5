package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.crash.CrashPoint;
import io.weir.shell.run.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose process ends at every crash point, one after the other, commits what an undisturbed
 * one does. {@code -Dweir.crash.both=true} also crashes before each point, not only behind it.
 */
class CrashPointTest {
  private static final Path STRIKES =
      Path.of("../examples/data/birdstrikes.csv").toAbsolutePath().normalize();
  private static final int CRASHED = 137;

  /** Where partitions are marked, in a shell, where jobs are held for somebody, and in a server. */
  private static final Set<CrashPoint> NOT_REACHED =
      EnumSet.of(
          CrashPoint.SUCCESS_FILE_SYNCED,
          CrashPoint.CATALOG_SYNCED,
          CrashPoint.CATALOG_REPLACED,
          CrashPoint.CATALOG_DIRECTORY_SYNCED,
          CrashPoint.HOLD_SYNCED,
          CrashPoint.HOLD_REPLACED);

  @TempDir Path directory;

  @Test
  void crashesAtEveryPointChangeNothing() throws Exception {
    Path script = directory.resolve("strikes.sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '2';
        SET 'execution.checkpointing.interval' = '50 ms';
        CREATE TABLE strikes (
          `Flight Date` DATE, `Origin State` STRING, `Cost Total $` INT,
          ts AS CAST(`Flight Date` AS TIMESTAMP(3)),
          WATERMARK FOR ts AS ts - INTERVAL '30' DAY
        ) WITH (
          'connector' = 'filesystem', 'path' = '%s', 'format' = 'csv', 'csv.header' = 'true',
          'scan.rate-limit.rows-per-second' = '10000'
        );
        CREATE TABLE monthly (state STRING, window_start TIMESTAMP(3), strikes BIGINT, cost INT)
        WITH ('connector' = 'filesystem', 'path' = '${SINK}', 'format' = 'json',
              'sink.rolling-policy.file-size' = '100KB');
        INSERT INTO monthly
        SELECT `Origin State`, window_start, COUNT(*), SUM(`Cost Total $`)
        FROM TABLE(TUMBLE(TABLE strikes, DESCRIPTOR(ts), INTERVAL '7' DAY))
        GROUP BY `Origin State`, window_start, window_end;
        """
            .formatted(STRIKES));
    Set<CrashPoint> reached = EnumSet.noneOf(CrashPoint.class);
    reached.addAll(reachedBy(script, "undisturbed", List.of("-D" + Rehearsal.REPORT + "=yes"), 0));
    List<String> crashes = new ArrayList<>();
    for (CrashPoint point : EnumSet.complementOf(EnumSet.copyOf(NOT_REACHED))) {
      if (Boolean.getBoolean("weir.crash.both")) {
        crashes.add(point + ":before:1");
      }
      crashes.add(point + ":after:1");
    }
    List<String> passed = new ArrayList<>();
    for (String crash : crashes) {
      boolean hasCrashed = crashesAt(script, crash);
      if (!hasCrashed) {
        // That one went on with what it found, and has ended; so in a fresh one, or in one that
        // finds more to go on with.
        hasCrashed =
            crashesAt(script, crash)
                || crashesAt(script, "OUTPUT_SYNCED:after:4") && crashesAt(script, crash)
                || crashesAt(script, "OUTPUT_CREATED:after:3") && crashesAt(script, crash);
      }
      if (hasCrashed) {
        reached.add(CrashPoint.valueOf(crash.substring(0, crash.indexOf(':'))));
      } else {
        passed.add(crash);
      }
    }
    reachedBy(script, "crashed", List.of("-D" + Rehearsal.REPORT + "=yes"), 0);
    assertSame(script);
    assertEquals(List.of(), passed, "points at which no run has ended");
    Set<CrashPoint> missed = EnumSet.complementOf(EnumSet.copyOf(reached));
    missed.removeAll(NOT_REACHED);
    assertEquals(Set.of(), missed, "crash points that this test never reaches");
  }

  /** Whether a run comes to the point and crashes there; otherwise it ends, as it should. */
  private boolean crashesAt(Path script, String crash) throws Exception {
    List<String> properties = List.of("-D" + Rehearsal.CRASH + "=" + crash);
    try (WeirProcess weir = start(script, "crashed", properties)) {
      int code = weir.exitCode();
      assertTrue(code == CRASHED || code == 0, weir::readableErrors);
      if (code == 0) {
        assertSame(script);
        restart();
      }
      return code == CRASHED;
    }
  }

  private void assertSame(Path script) throws IOException {
    CommittedRows.assertSame(
        CommittedRows.read(directory.resolve("undisturbed")),
        CommittedRows.read(directory.resolve("crashed")),
        script.toString());
  }

  /** A run that has ended leaves its output: the next begins with none. */
  private void restart() throws IOException {
    Files.move(
        directory.resolve("crashed"), Files.createTempDirectory(directory, "done").resolve("x"));
  }

  private Set<CrashPoint> reachedBy(Path script, String sink, List<String> properties, int expected)
      throws Exception {
    try (WeirProcess weir = start(script, sink, properties)) {
      assertEquals(expected, weir.exitCode(), weir::readableErrors);
      assertEquals(
          List.of(),
          weir.errors().lines().filter(line -> line.startsWith(Rehearsal.UNNAMED)).toList(),
          "durable steps that are no crash points");
      Set<CrashPoint> points = EnumSet.noneOf(CrashPoint.class);
      weir.errors()
          .lines()
          .filter(line -> line.startsWith(Rehearsal.MARK))
          .forEach(line -> points.add(CrashPoint.valueOf(line.substring(Rehearsal.MARK.length()))));
      return points;
    }
  }

  private WeirProcess start(Path script, String sink, List<String> properties) throws IOException {
    return WeirProcess.start(
        directory, properties, "run", script.toString(), "--var", "SINK=" + sink);
  }
}
