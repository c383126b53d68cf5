package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that go on with more or fewer instances than before, also where aggregates have a first
 * phase with several and none with one.
 */
class ParallelismChangeTest {
  private static final String SCRIPT =
      """
      CREATE TABLE src (event_type INT, person ROW<`dateTime` TIMESTAMP(3)>,
          auction ROW<`dateTime` TIMESTAMP(3)>, bid ROW<auction BIGINT, bidder BIGINT, price BIGINT,
          channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING>,
        b AS bid.bidder, p AS bid.price, ts AS COALESCE(bid.`dateTime`, person.`dateTime`, auction.`dateTime`),
        WATERMARK FOR ts AS ts - INTERVAL '4' SECOND
      ) WITH ('connector' = 'nexmark', 'events.num' = '60000', 'first-event.rate' = '10000',
        'max-emit-speed' = '%s', 'keep-alive' = '%s');
      CREATE TABLE o (kind STRING, k BIGINT, at_ TIMESTAMP(3), n BIGINT, total BIGINT)
      WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'debezium-json');
      CREATE TEMPORARY VIEW bids AS SELECT * FROM src WHERE event_type = 2;
      SET 'pipeline.name' = 'job';
      EXECUTE STATEMENT SET BEGIN
      INSERT INTO o SELECT 'group', b, CAST(NULL AS TIMESTAMP(3)), COUNT(*), SUM(p)
        FROM bids GROUP BY b;
      INSERT INTO o SELECT 'all', CAST(NULL AS BIGINT), CAST(NULL AS TIMESTAMP(3)), COUNT(*), MAX(p)
        FROM bids;
      INSERT INTO o SELECT 'most', n, CAST(NULL AS TIMESTAMP(3)), COUNT(*), MIN(b)
        FROM (SELECT b, COUNT(*) AS n FROM bids GROUP BY b) GROUP BY n;
      INSERT INTO o SELECT 'tumble', b, window_start, COUNT(*), SUM(p)
        FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' SECOND))
        GROUP BY b, window_start, window_end;
      INSERT INTO o SELECT 'hop', CAST(NULL AS BIGINT), HOP_START(ts, INTERVAL '0.1' SECOND,
          INTERVAL '0.3' SECOND), COUNT(*), SUM(p)
        FROM bids GROUP BY HOP(ts, INTERVAL '0.1' SECOND, INTERVAL '0.3' SECOND);
      INSERT INTO o SELECT 'session', b, window_start, COUNT(*), SUM(p)
        FROM TABLE(SESSION(TABLE bids PARTITION BY b, DESCRIPTOR(ts), INTERVAL '0.05' SECOND))
        GROUP BY b, window_start, window_end;
      INSERT INTO o SELECT 'not in', b, ts, p, 0 FROM bids
        WHERE b NOT IN (SELECT bid.bidder FROM src WHERE event_type = 2 AND bid.price < 100000);
      END;
      """;

  @TempDir Path directory;

  private CommandRun run(
      String name, int parallelism, boolean isAtOnce, boolean staysOpen, String more)
      throws IOException {
    Path script = directory.resolve(name + ".sql");
    Files.writeString(
        script, SCRIPT.formatted(isAtOnce, staysOpen, directory.resolve(name + "-out")) + more);
    return CommandRun.of(
        "run",
        script.toString(),
        "--data",
        directory.resolve(name).toString(),
        "--set",
        "parallelism.default=" + parallelism);
  }

  /** How often each row is there after all changes. */
  private Map<String, Integer> rows(String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, Integer> rows = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve(name + "-out"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode change = json.readTree(line);
          boolean isGone = change.get("op").asText().equals("d");
          rows.merge(
              change.get(isGone ? "before" : "after").toString(), isGone ? -1 : 1, Integer::sum);
        }
      }
    }
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  @Test
  @Timeout(120)
  void nothingIsLostOrCountedTwice() throws IOException {
    CommandRun plain = run("plain", 1, true, false, "");
    assertEquals(0, plain.exitCode(), plain.errors());
    String stops = "";
    for (int parallelism : new int[] {1, 2, 1, 3}) {
      // A run goes on behind the statements that it has done.
      stops += "CHECKPOINT JOB 'job';\nSTOP JOB 'job';\n";
      CommandRun stopped = run("changed", parallelism, false, true, stops);
      assertEquals(130, stopped.exitCode(), stopped.errors());
    }
    CommandRun last = run("changed", 1, false, false, stops);
    assertEquals(0, last.exitCode(), last.errors());
    Map<String, Integer> expected = rows("plain");
    for (String kind : new String[] {"group", "all", "most", "tumble", "hop", "session"}) {
      assertFalse(
          expected.keySet().stream().noneMatch(row -> row.contains('"' + kind + '"')), kind);
    }
    assertEquals(expected, rows("changed"));
  }
}
