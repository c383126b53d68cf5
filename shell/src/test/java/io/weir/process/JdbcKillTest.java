package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.jdbc.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills the process, and the database, at random moments, and reads what was committed all the
 * while. {@code -Dweir.kills=200} makes it a campaign; {@code -Dweir.seed=…} repeats one.
 */
class JdbcKillTest {
  private static final int KILLS = Integer.getInteger("weir.kills", 1);
  private static final boolean IS_CAMPAIGN = KILLS > 1;
  private static final long SEED = Long.getLong("weir.seed", 20240501);
  private static final int ROWS = 40_000;
  private static final long STEP_MILLIS = 20;
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"transactional", "idempotent"})
  void killsWithSqlite(String mode) throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("test.db");
    killUntilDone(url, mode, () -> {});
    try (Stream<Path> unpacked = Files.list(temporary())) {
      assertEquals(List.of(), unpacked.toList(), "left behind by what was killed");
    }
  }

  private Path temporary() throws IOException {
    return Files.createDirectories(directory.resolve("temporary"));
  }

  @Test
  void killsOfWeirAndOfPostgres() throws Exception {
    try (Postgres postgres = new Postgres(directory.resolve("postgres"))) {
      List<String> modes =
          IS_CAMPAIGN ? List.of("transactional", "idempotent") : List.of("transactional");
      for (String mode : modes) {
        Random random = new Random(SEED);
        killUntilDone(
            postgres.url(),
            mode,
            () -> {
              switch (random.nextInt(3)) {
                case 0 -> postgres.killAndRestart();
                case 1 -> postgres.cutConnections();
                default -> {}
              }
            });
      }
    }
  }

  /** Something that happens to the database. */
  private interface Trouble {
    void happen() throws Exception;
  }

  private void killUntilDone(String url, String mode, Trouble trouble) throws Exception {
    Path script = script(url, mode);
    Random random = new Random(SEED + mode.length());
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      recreate(url);
      boolean isDone = false;
      while (!isDone) {
        List<String> properties = List.of("-Djava.io.tmpdir=" + temporary());
        try (WeirProcess weir =
            WeirProcess.start(directory, properties, "run", script.toString())) {
          boolean isKilling = kills < KILLS;
          boolean wasKilled = isKilling && disturb(weir, random, url, mode, trouble);
          kills += wasKilled ? 1 : 0;
          isDone = !wasKilled;
          if (!wasKilled) {
            assertEquals(0, weir.exitCode(), weir::readableErrors);
          }
        }
        assertWhole(url, mode);
      }
      assertComplete(url, mode, "seed " + SEED + ", round " + round);
    }
  }

  /** Troubles the database and kills the process in the middle, unless that ends before. */
  private boolean disturb(WeirProcess weir, Random random, String url, String mode, Trouble trouble)
      throws Exception {
    // Before the job runs, a database that is not there is an error of the statement.
    List<Long> before = written(url, mode);
    while (written(url, mode).equals(before)) {
      if (weir.hasEndedWithin(STEP_MILLIS)) {
        return false;
      }
    }
    int looks = IS_CAMPAIGN ? random.nextInt(3) : 1;
    for (int i = 0; i < looks; i++) {
      if (weir.hasEndedWithin(random.nextInt(1000))) {
        return false;
      }
      assertWhole(url, mode);
    }
    trouble.happen();
    return weir.killAfter(random.nextInt(1500));
  }

  /** Something that changes with every epoch. */
  private static List<Long> written(String url, String mode) throws SQLException {
    return numbers(url, "SELECT COUNT(*), COALESCE(SUM(part), 0) FROM " + mode);
  }

  private Path script(String url, String mode) throws IOException {
    Path script = directory.resolve(mode + ".sql");
    boolean isTransactional = mode.equals("transactional");
    String insert =
        isTransactional
            ? "SELECT id, part FROM g CROSS JOIN UNNEST(ARRAY[1, 2]) AS u (part)"
            : "SELECT k, CAST(COUNT(*) AS INT) FROM (SELECT MOD(id, CAST(97 AS BIGINT)) AS k FROM g)"
                + " GROUP BY k";
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '2';
        SET 'execution.checkpointing.interval' = '100 ms';
        SET 'restart-strategy.type' = 'fixed-delay';
        SET 'restart-strategy.fixed-delay.attempts' = '1000';
        SET 'restart-strategy.fixed-delay.delay' = '200 ms';
        CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '%d',
          'rows-per-second' = '15000', 'fields.id.kind' = 'sequence',
          'fields.id.start' = '1', 'fields.id.end' = '%d');
        CREATE TABLE target (id BIGINT, part INT%s)
        WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = '%s', 'sink.commit-mode' = '%s');
        INSERT INTO target %s;
        """
            .formatted(
                ROWS,
                ROWS,
                isTransactional ? "" : ", PRIMARY KEY (id) NOT ENFORCED",
                url,
                mode,
                mode,
                insert));
    return script;
  }

  private static void recreate(String url) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS transactional");
      statement.execute("DROP TABLE IF EXISTS idempotent");
      statement.execute("CREATE TABLE transactional (id BIGINT, part INTEGER)");
      statement.execute("CREATE TABLE idempotent (id BIGINT PRIMARY KEY, part INTEGER)");
    }
  }

  private static Connection connect(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    if (url.startsWith("jdbc:sqlite:")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 30000");
      }
    }
    return connection;
  }

  /**
   * What a reader sees at any time: never one half of what came from one row, never a row twice.
   */
  private static void assertWhole(String url, String mode) throws SQLException {
    if (mode.equals("idempotent")) {
      return;
    }
    List<Long> seen =
        numbers(
            url, "SELECT COUNT(*), COUNT(DISTINCT id), COALESCE(SUM(part), 0) FROM transactional");
    assertEquals(2 * seen.get(1), seen.get(0), "rows and ids of a reader: " + seen);
    assertEquals(3 * seen.get(1), seen.get(2), "parts that a reader saw: " + seen);
  }

  private static void assertComplete(String url, String mode, String message) throws SQLException {
    if (mode.equals("transactional")) {
      List<Long> seen =
          numbers(url, "SELECT COUNT(*), COUNT(DISTINCT id), MIN(id), MAX(id) FROM transactional");
      assertEquals(List.of(2L * ROWS, (long) ROWS, 1L, (long) ROWS), seen, message);
      return;
    }
    List<Long> expected =
        IntStream.range(0, 97).mapToObj(k -> (long) ((ROWS - k) / 97 + (k == 0 ? 0 : 1))).toList();
    assertEquals(expected, columns(url, "SELECT part FROM idempotent ORDER BY id"), message);
  }

  private static List<Long> numbers(String url, String query) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertTrue(row.next());
      List<Long> numbers = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        numbers.add(row.getLong(i));
      }
      return numbers;
    }
  }

  private static List<Long> columns(String url, String query) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  /** A server that can be killed like a machine that loses its power. */
  private static final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres first;
    private final Path data;
    private Process again;

    Postgres(Path data) throws IOException {
      this.data = data;
      this.first = TestPostgres.start(data);
    }

    String url() {
      return "jdbc:postgresql://localhost:" + first.getPort() + "/postgres?user=postgres";
    }

    void killAndRestart() throws Exception {
      Path pidFile = data.resolve("postmaster.pid");
      ProcessHandle postmaster =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
              .orElseThrow();
      kill(postmaster);
      Files.deleteIfExists(pidFile);
      // How it was started, as it has written it down itself.
      Matcher words = WORD.matcher(Files.readString(data.resolve("postmaster.opts")).strip());
      List<String> command = new ArrayList<>();
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(List.of("unshare", "-U"));
      }
      while (words.find()) {
        command.add(words.group(1) != null ? words.group(1) : words.group());
      }
      again =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(data.resolveSibling("postgres.log").toFile())
              .start();
      while (!isUp()) {
        assertTrue(
            !again.waitFor(50, TimeUnit.MILLISECONDS),
            "PostgreSQL did not come up again: "
                + Files.readString(data.resolveSibling("postgres.log")));
      }
    }

    private static void kill(ProcessHandle postmaster) {
      List<ProcessHandle> children = postmaster.children().toList();
      postmaster.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      postmaster.onExit().join();
      children.forEach(child -> child.onExit().join());
    }

    private boolean isUp() {
      try {
        return numbers(url(), "SELECT 1").equals(List.of(1L));
      } catch (SQLException e) {
        return false;
      }
    }

    void cutConnections() throws SQLException {
      numbers(
          url(),
          "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name ="
              + " 'weir'");
    }

    @Override
    public void close() throws IOException {
      if (again != null) {
        again.descendants().forEach(ProcessHandle::destroyForcibly);
        again.destroyForcibly().onExit().join();
      }
      first.close();
    }
  }
}
