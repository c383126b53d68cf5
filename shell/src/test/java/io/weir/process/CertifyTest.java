package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.shell.run.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certification notices what it is there for; in the long profile, since it takes many kills. */
@EnabledIfSystemProperty(named = "weir.certify.test", matches = "true")
class CertifyTest {
  private static final Path STRIKES =
      Path.of("../examples/data/birdstrikes.csv").toAbsolutePath().normalize();

  @TempDir Path directory;

  /** What the points are that the process ends at: those of every operator and both stores. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT s, COUNT(*) AS n, SUM(c) AS m FROM strikes GROUP BY s",
        "SELECT s, window_start, COUNT(*) AS n FROM TABLE(SESSION(TABLE strikes PARTITION BY s,"
            + " DESCRIPTOR(ts), INTERVAL '7' DAY)) GROUP BY s, window_start, window_end",
        "SELECT s, ts, c FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY s, window_start,"
            + " window_end ORDER BY c DESC, ts) AS r FROM TABLE(TUMBLE(TABLE strikes,"
            + " DESCRIPTOR(ts), INTERVAL '30' DAY))) WHERE r <= 2",
        "SELECT s, ts, SUM(c) OVER (PARTITION BY s ORDER BY ts) AS total FROM strikes",
        "SELECT a.s, a.ts, b.c FROM strikes a JOIN strikes b ON a.s = b.s AND a.c = b.c"
            + " AND a.ts BETWEEN b.ts - INTERVAL '1' DAY AND b.ts",
      })
  void everyOperatorIsCertified(String query) throws Exception {
    Path script = directory.resolve("operators.sql");
    boolean changes = query.contains("GROUP BY s") && !query.contains("window");
    Files.writeString(
        script,
        """
        SET 'execution.checkpointing.interval' = '50 ms';
        SET 'parallelism.default' = '2';
        %s
        CREATE TABLE strikes (
          `Flight Date` DATE, `Origin State` STRING, `Cost Total $` INT,
          s AS `Origin State`, c AS `Cost Total $`, ts AS CAST(`Flight Date` AS TIMESTAMP(3)),
          WATERMARK FOR ts AS ts - INTERVAL '30' DAY)
        WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv', 'csv.header' = 'true',
              'scan.rate-limit.rows-per-second' = '10000');
        CREATE TABLE found WITH ('connector' = 'filesystem', 'path' = 'found', 'format' = 'parquet')
        AS %s;
        """
            .formatted(changes ? "SET 'execution.runtime-mode' = 'batch';" : "", STRIKES, query));
    try (WeirProcess weir =
        WeirProcess.start(directory, List.of(), "certify", script.toString(), "--kills", "60")) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
      assertTrue(weir.output().contains("60 kills"), weir.output());
      assertTrue(weir.output().contains("rows, the same after every round"), weir.output());
    }
    assertFalse(Files.exists(directory.resolve("found")));
  }

  @Test
  void filesThatAreNoLinesAreReadBackAndTheirOwnPlaceIsLeftAlone() throws Exception {
    Path script = directory.resolve("columns.sql");
    Files.writeString(
        script,
        """
        CREATE TABLE strikes (`Flight Date` DATE, `Origin State` STRING)
        WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv', 'csv.header' = 'true');
        CREATE TABLE flights (state STRING, flown DATE)
        WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'parquet');
        INSERT INTO flights SELECT `Origin State`, `Flight Date` FROM strikes;
        """
            .formatted(STRIKES, directory.resolve("flights")));
    try (WeirProcess weir =
        WeirProcess.start(directory, List.of(), "certify", script.toString(), "--kills", "1")) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
      assertTrue(weir.output().contains("table flights: 10,000 rows, the same"), weir.output());
    }
    assertFalse(Files.exists(directory.resolve("flights")));
  }

  @Test
  void itNoticesOutputThatIsPublishedBeforeItsCheckpointExists() throws Exception {
    Path script = directory.resolve("strikes.sql");
    Files.writeString(
        script,
        """
        SET 'execution.checkpointing.interval' = '50 ms';
        CREATE TABLE strikes (`Flight Date` DATE, `Origin State` STRING)
        WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv', 'csv.header' = 'true',
              'scan.rate-limit.rows-per-second' = '20000');
        CREATE TABLE flights (state STRING, flown DATE)
        WITH ('connector' = 'filesystem', 'path' = 'flights', 'format' = 'json',
              'sink.rolling-policy.file-size' = '20KB');
        INSERT INTO flights SELECT `Origin State`, `Flight Date` FROM strikes;
        """
            .formatted(STRIKES));
    List<String> broken = List.of("-D" + Rehearsal.BROKEN + "=" + PublishesFirst.class.getName());
    try (WeirProcess weir =
        WeirProcess.start(directory, broken, "certify", script.toString(), "--kills", "40")) {
      assertEquals(1, weir.exitCode(), weir::readableErrors);
      String report = weir.output();
      assertTrue(report.contains("FAILED"), () -> report + weir.readableErrors());
      boolean isNamed =
          report.contains("table flights differs after kills at")
              || report.contains("is lost: table 'flights' has its rows")
              || report.contains("which exists and was not written by this job");
      assertTrue(isNamed, report);
    }
  }
}
