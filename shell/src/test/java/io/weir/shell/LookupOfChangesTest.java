package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lookup joins over rows that change, with a table that holds something else whenever it is asked:
 * nothing may leave that was not sent.
 */
class LookupOfChangesTest {
  private static final int IDS = 40;
  private static final int USERS = 7;

  @TempDir Path directory;

  @BeforeEach
  void makeTables() throws SQLException, IOException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY)");
      for (int id = 0; id < USERS; id++) {
        statement.execute("INSERT INTO people VALUES (" + id + ")");
      }
      statement.execute(
          "CREATE VIEW users AS SELECT id, 'name ' || id || ' ' || random() AS name FROM people"
              + " WHERE id <> 3 OR random() % 2 = 0");
    }
    StringBuilder changes = new StringBuilder();
    for (int id = 0; id < IDS; id++) {
      changes.append(change("null", row(id, id % 9), "c"));
    }
    for (int round = 0; round < 3; round++) {
      for (int id = 0; id < IDS; id++) {
        changes.append(change(row(id, (id + round) % 9), row(id, (id + round + 1) % 9), "u"));
      }
    }
    for (int id = 0; id < IDS; id += 2) {
      changes.append(change(row(id, (id + 3) % 9), "null", "d"));
    }
    Files.writeString(directory.resolve("changes"), changes);
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("users.db");
  }

  private static String row(int id, int user) {
    return "{\"id\": %d, \"u\": %d}".formatted(id, user);
  }

  private static String change(String before, String after, String operation) {
    return "{\"before\": %s, \"after\": %s, \"op\": \"%s\"}\n".formatted(before, after, operation);
  }

  private List<String> changelog(String query, int parallelism) throws IOException {
    String script =
        """
        CREATE TABLE changes (id INT, u INT, pt AS PROCTIME()) WITH ('connector' = 'filesystem',
          'path' = '%s', 'format' = 'debezium-json');
        CREATE TABLE users (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)
          WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = 'users');
        %s;
        """
            .formatted(directory.resolve("changes"), url(), query);
    Path file = Files.writeString(directory.resolve("script.sql"), script);
    CommandRun run =
        CommandRun.of(
            "run",
            file.toString(),
            "--data",
            directory.resolve("data").toString(),
            "--format",
            "changelog",
            "--set",
            "parallelism.default=" + parallelism);
    assertEquals(0, run.exitCode(), run.errors());
    return run.output().lines().toList();
  }

  /** The rows that are left, each of which came; fails if one leaves that is not there. */
  private static Map<String, Integer> replayed(List<String> changelog) {
    Map<String, Integer> rows = new HashMap<>();
    boolean hasLeft = false;
    for (String line : changelog) {
      String change = line.replace("|", " ").strip();
      if (!change.matches("[+-][IUD]\\s.*")) {
        continue;
      }
      String row = change.substring(2).strip();
      boolean adds = change.startsWith("+");
      hasLeft |= !adds;
      int count = rows.merge(row, adds ? 1 : -1, Integer::sum);
      assertTrue(count >= 0, () -> "leaves and is not there: " + line + "\n" + changelog);
      rows.remove(row, 0);
    }
    assertTrue(hasLeft, changelog::toString);
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"JOIN, 1", "JOIN, 2", "LEFT JOIN, 1", "LEFT JOIN, 2"})
  void whatLeavesIsWhatCame(String join, int parallelism) throws IOException {
    Map<String, Integer> rows =
        replayed(
            changelog(
                "SELECT c.id, c.u, c.pt, t.name FROM changes AS c "
                    + join
                    + " users FOR SYSTEM_TIME AS OF c.pt AS t ON c.u = t.id",
                parallelism));
    int known = 0;
    for (int id = 1; id < IDS; id += 2) {
      int user = (id + 3) % 9;
      known += user < USERS && user != 3 ? 1 : 0;
    }
    long found = rows.keySet().stream().filter(row -> row.matches(".* name [^3] .*")).count();
    assertEquals(known, found, rows::toString);
    if (join.startsWith("LEFT")) {
      assertEquals(IDS / 2, rows.size(), rows::toString);
    }
  }

  @Test
  void countsAreJoinedWhenTheyChange() throws IOException {
    Map<String, Integer> rows =
        replayed(
            changelog(
                "SELECT n.u, n.c, t.name FROM (SELECT u, COUNT(*) AS c, PROCTIME() AS pt FROM changes"
                    + " GROUP BY u) AS n LEFT JOIN users FOR SYSTEM_TIME AS OF n.pt AS t ON n.u = t.id"
                    + " WHERE n.c > 0 UNION ALL SELECT c.id, 0, t.name FROM changes AS c JOIN users"
                    + " FOR SYSTEM_TIME AS OF c.pt AS t ON c.u = t.id",
                2));
    assertTrue(rows.size() >= 9, rows::toString);
  }
}
