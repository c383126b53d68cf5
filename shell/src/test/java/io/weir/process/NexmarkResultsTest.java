package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.query.DuckDb;
import io.weir.query.NexmarkQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of Nexmark in real processes, at parallelism 1 and 2, undisturbed and killed three
 * times, against DuckDB. {@code -Dweir.nexmark.events=2000000} runs it; {@code -Dweir.query=q5}
 * picks one. The table that it prints is in the documents.
 */
@EnabledIfSystemProperty(named = "weir.nexmark.events", matches = "\\d+")
class NexmarkResultsTest {
  private static final String EVENTS = System.getProperty("weir.nexmark.events");
  private static final String PICKED = System.getProperty("weir.query", "");
  private static final int KILLS = 3;
  private static final long SEED = Long.getLong("weir.seed", 20010416);

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final List<String> different = new ArrayList<>();
  private DuckDb duckDb;

  @Test
  void resultsEqualTheOracle() throws Exception {
    Path events = directory.resolve("events");
    Path script = Files.writeString(directory.resolve("events.sql"), NexmarkQueries.events(events));
    try (WeirProcess weir = start(script, 1)) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
    }
    try (DuckDb database = new DuckDb()) {
      duckDb = database;
      duckDb.execute("SET threads = 2");
      NexmarkQueries.load(events, duckDb);
      System.out.println("| query | rows | parallelism 1 | killed | parallelism 2 | killed |");
      System.out.println("|---|---|---|---|---|---|");
      for (String name : NexmarkQueries.NAMES) {
        if (PICKED.isEmpty() || PICKED.equals(name)) {
          check(name);
        }
      }
    }
    assertTrue(different.isEmpty(), "seed " + SEED + ": " + different);
  }

  private void check(String name) throws Exception {
    duckDb.execute("CREATE OR REPLACE TABLE expected AS " + NexmarkQueries.oracle(name));
    StringBuilder line = new StringBuilder("| " + name + " | " + count("expected"));
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      Path output = directory.resolve(name + "-" + parallelism);
      String sink = "'connector' = 'filesystem', 'format' = 'json', 'path' = '" + output + "'";
      Path script = directory.resolve(output.getFileName() + ".sql");
      Files.writeString(script, NexmarkQueries.script(name, sink));
      long begin = System.nanoTime();
      run(script, parallelism);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      line.append(" | ").append(judged(name, output));
      int kills = 0;
      boolean isEqual = true;
      while (kills < KILLS) {
        empty(output);
        kills += killed(script, parallelism, millis, KILLS - kills);
        isEqual &= judged(name, output).equals("equal");
      }
      line.append(" | ").append(isEqual ? "equal" : "**different**");
      empty(output);
    }
    System.out.println(line + " |");
  }

  private void run(Path script, int parallelism) throws Exception {
    try (WeirProcess weir = start(script, parallelism)) {
      assertEquals(0, weir.exitCode(), weir::readableErrors);
    }
  }

  /** Runs to the end in spite of at most {@code most} kills; how many there were. */
  private int killed(Path script, int parallelism, long millis, int most) throws Exception {
    int kills = 0;
    while (true) {
      try (WeirProcess weir = start(script, parallelism)) {
        boolean wasKilled =
            kills < most && weir.killAfter(millis / 4 + random.nextLong(millis / 2 + 1));
        if (!wasKilled) {
          assertEquals(0, weir.exitCode(), weir::readableErrors);
          return kills;
        }
        kills++;
      }
    }
  }

  private String judged(String name, Path output) throws SQLException {
    duckDb.execute("CREATE OR REPLACE TABLE actual AS SELECT * FROM expected LIMIT 0");
    duckDb.execute("COPY actual FROM '" + output + "/*.json' (FORMAT json)");
    if (sum("actual").equals(sum("expected"))) {
      return "equal";
    }
    duckDb.execute(
        "CREATE OR REPLACE VIEW difference AS"
            + " (SELECT * FROM expected EXCEPT ALL SELECT * FROM actual)"
            + " UNION ALL (SELECT * FROM actual EXCEPT ALL SELECT * FROM expected)");
    different.add(name + ": " + count("difference") + " rows");
    return "**different**";
  }

  /** The number of rows, and the sum of their hashes, which tells multisets apart. */
  private String sum(String table) throws SQLException {
    return duckDb.lines("SELECT count(*), sum(hash(t)::HUGEINT) FROM " + table + " AS t").get(0);
  }

  private String count(String table) throws SQLException {
    return duckDb.lines("SELECT count(*) FROM " + table).get(0);
  }

  private WeirProcess start(Path script, int parallelism) throws IOException {
    return WeirProcess.start(
        directory,
        List.of("-Dweir.memory=2147483648"),
        "run",
        script.toString(),
        "--var",
        "EVENTS_NUM=" + EVENTS,
        "--var",
        "TPS=10000",
        "--set",
        "execution.runtime-mode=BATCH",
        "--set",
        "parallelism.default=" + parallelism);
  }

  private static void empty(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
