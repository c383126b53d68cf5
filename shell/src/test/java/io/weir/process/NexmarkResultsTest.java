package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.query.DuckDb;
import io.weir.query.NexmarkQueries;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of Nexmark in real processes, at parallelism 1 and 2, undisturbed and killed three
 * times, against DuckDB. {@code -Dweir.nexmark.events=2000000} runs it; {@code -Dweir.query=q5,q10}
 * picks some. The table that it prints is in the documents.
 */
@EnabledIfSystemProperty(named = "weir.nexmark.events", matches = "\\d+")
class NexmarkResultsTest {
  private static final String EVENTS = System.getProperty("weir.nexmark.events");
  private static final String PICKED = System.getProperty("weir.query", "");
  private static final int KILLS = 3;
  private static final long SEED = Long.getLong("weir.seed", 20010416);

  @TempDir Path directory;
  private final List<String> different = new ArrayList<>();
  private DuckDb duckDb;

  @Test
  void resultsEqualTheOracle() throws Exception {
    Path events = directory.resolve("events");
    NexmarkRun.generate(directory.resolve("generate"), events, EVENTS);
    try (DuckDb database = new DuckDb()) {
      duckDb = database;
      duckDb.execute("SET threads = 2");
      NexmarkQueries.load(events, duckDb);
      NexmarkQueries.writeSideInput(sideInput(), duckDb);
      System.out.println(
          "| query | rows | parallelism 1 | killed | parallelism 2 | killed | kills behind a checkpoint |");
      System.out.println("|---|---:|---|---|---|---|---|");
      for (String name : picked()) {
        check(name);
      }
    }
    assertTrue(different.isEmpty(), "seed " + SEED + ": " + different);
  }

  private static List<String> picked() {
    List<String> picked = PICKED.isEmpty() ? NexmarkQueries.NAMES : List.of(PICKED.split(","));
    assertTrue(NexmarkQueries.NAMES.containsAll(picked), () -> "no such query in " + picked);
    return picked;
  }

  private Path sideInput() {
    return directory.resolve("side_input.csv");
  }

  private void check(String name) throws Exception {
    duckDb.execute("CREATE OR REPLACE TABLE expected AS " + NexmarkQueries.oracle(name));
    StringBuilder line = new StringBuilder("| " + name + " | " + count("expected"));
    int kills = 0;
    int killsBehindCheckpoints = 0;
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      Random random = new Random(SEED + parallelism);
      Path place = directory.resolve(name + "-" + parallelism);
      NexmarkRun run = NexmarkRun.of(name, place, sideInput(), EVENTS, parallelism);
      run.undisturbed();
      line.append(cell(isEqual(name, run)));
      boolean isEqual = true;
      while (run.kills() < KILLS) {
        run.killed(KILLS, random);
        isEqual &= isEqual(name, run);
      }
      line.append(cell(isEqual));
      kills += run.kills();
      killsBehindCheckpoints += run.killsBehindCheckpoints();
      run.forget();
    }
    System.out.println(line + " | " + killsBehindCheckpoints + " of " + kills + " |");
  }

  private static String cell(boolean isEqual) {
    return isEqual ? " | equal" : " | **different**";
  }

  /** Compares what a query has written with what DuckDB answers. */
  private boolean isEqual(String name, NexmarkRun run) throws SQLException {
    duckDb.execute("CREATE OR REPLACE TABLE actual AS SELECT * FROM expected LIMIT 0");
    duckDb.execute(NexmarkOutput.statement(name, run.output()));
    if (sum("actual").equals(sum("expected"))) {
      return true;
    }
    duckDb.execute(
        "CREATE OR REPLACE VIEW difference AS"
            + " (SELECT * FROM expected EXCEPT ALL SELECT * FROM actual)"
            + " UNION ALL (SELECT * FROM actual EXCEPT ALL SELECT * FROM expected)");
    different.add(name + ": " + count("difference") + " rows");
    return false;
  }

  /** The number of rows, and the sum of their hashes, which tells multisets apart. */
  private String sum(String table) throws SQLException {
    return duckDb.lines("SELECT count(*), sum(hash(t)::HUGEINT) FROM " + table + " AS t").get(0);
  }

  private String count(String table) throws SQLException {
    return duckDb.lines("SELECT count(*) FROM " + table).get(0);
  }
}
