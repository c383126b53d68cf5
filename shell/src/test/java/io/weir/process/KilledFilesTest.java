package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.query.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * As {@link KillTest}, for files that are more than lines of text, read by another engine. {@code
 * -Dweir.kills=50} makes it a campaign; {@code -Dweir.seed=…} repeats one.
 */
class KilledFilesTest {
  private static final Path FLIGHTS =
      Path.of("../examples/data/flights-3m.parquet").toAbsolutePath().normalize();
  private static final int KILLS = Integer.getInteger("weir.kills", 1);
  private static final long SEED = Long.getLong("weir.seed", 20010416);

  @TempDir Path directory;

  /** How files are written. */
  enum Kind {
    PARQUET("'format' = 'parquet'", "read_parquet('%s/*.parquet')", ""),
    GZIP("'format' = 'json', 'sink.compression' = 'gzip'", "read_json('%s/*.json.gz')", ""),
    MARKED_PARTITIONS(
        "'format' = 'parquet', 'sink.partition-commit.policy.kind' = 'success-file',"
            + " 'sink.partition-commit.trigger' = 'partition-time',"
            + " 'sink.partition-commit.delay' = '1 d'",
        "read_parquet('%s/*/*.parquet', hive_partitioning = true)",
        "PARTITIONED BY (`day`)");

    private final String options;
    private final String files;
    private final String partitions;

    Kind(String options, String files, String partitions) {
      this.options = options;
      this.files = files;
      this.partitions = partitions;
    }

    List<String> rows(Path sink) throws Exception {
      try (DuckDb duckDb = new DuckDb()) {
        return duckDb.lines(
            "SELECT origin, \"day\"::VARCHAR, flights, late FROM " + files.formatted(sink));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedJobsCommitWhatAnUndisturbedOneDoes(Kind kind) throws Exception {
    Path script = script(kind);
    try (WeirProcess weir = start(script, "undisturbed", 1_000_000_000)) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
    }
    List<String> expected = kind.rows(directory.resolve("undisturbed"));
    assertTrue(expected.size() > 10_000, expected.size() + " rows");
    Random random = new Random(SEED + kind.ordinal());
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      Path sink = directory.resolve("killed-" + round);
      boolean isDone = false;
      while (!isDone) {
        try (WeirProcess weir = start(script, sink.getFileName().toString(), 750_000)) {
          boolean wasKilled = kills < KILLS && weir.killAfter(1_000 + random.nextInt(4_000));
          kills += wasKilled ? 1 : 0;
          isDone = !wasKilled;
          if (!wasKilled) {
            assertEquals(0, weir.exitCode(), weir::readableErrors);
          }
        }
      }
      CommittedRows.assertSame(expected, kind.rows(sink), "seed " + SEED + ", round " + round);
      assertTidy(kind, sink);
    }
    assertTrue(kills >= KILLS, "no process was killed");
  }

  /** Nothing is left in progress, and partitions that are marked are all of them. */
  private static void assertTidy(Kind kind, Path sink) throws IOException {
    try (Stream<Path> all = Files.walk(sink)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertEquals(
          List.of(),
          files.stream().filter(file -> file.toString().endsWith(".inprogress")).toList());
      long marks = files.stream().filter(file -> file.endsWith("_SUCCESS")).count();
      long partitions =
          files.stream()
              .map(file -> file.getParent().getFileName().toString())
              .filter(name -> name.startsWith("day="))
              .distinct()
              .count();
      assertEquals(partitions, marks);
      assertEquals(kind == Kind.MARKED_PARTITIONS, marks > 0);
    }
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

  private Path script(Kind kind) throws IOException {
    Path script = directory.resolve("flights.sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '2';
        SET 'execution.checkpointing.interval' = '300 ms';
        CREATE TABLE flights (
          `date` TIMESTAMP(3), delay BIGINT, origin STRING,
          WATERMARK FOR `date` AS `date` - INTERVAL '1' MINUTE
        ) WITH (
          'connector' = 'filesystem', 'path' = '%s', 'format' = 'parquet',
          'scan.rate-limit.rows-per-second' = '${RATE}'
        );
        CREATE TABLE daily (origin STRING, `day` STRING, flights BIGINT, late BIGINT) %s
        WITH ('connector' = 'filesystem', 'path' = '${SINK}',
              'sink.rolling-policy.rollover-interval' = '1 s', %s);
        INSERT INTO daily
        SELECT origin, DATE_FORMAT(window_start, 'yyyy-MM-dd'), COUNT(*),
          COUNT(*) FILTER (WHERE delay > 15)
        FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(`date`), INTERVAL '1' DAY))
        GROUP BY origin, window_start, window_end;
        """
            .formatted(FLIGHTS, kind.partitions, kind.options));
    return script;
  }
}
