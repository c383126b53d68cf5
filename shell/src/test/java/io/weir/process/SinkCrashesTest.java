package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.runtime.connector.jdbc.TestPostgres;
import io.weir.runtime.crash.CrashPoint;
import io.weir.shell.run.Rehearsal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that end at each crash point, in an undisturbed run and in one that goes on from an
 * unpublished checkpoint, for each kind of sink that is no file. Part of the campaign: {@code
 * -Dweir.crash.both=true}.
 */
class SinkCrashesTest {
  private static final int CRASHED = 137;
  private static final int ROWS = 6_000;
  private static final int PARTITIONS = 2;
  private static final String KEY = ", PRIMARY KEY (n) NOT ENFORCED";

  /** A checkpoint that is complete and not yet published. */
  private static final String UNPUBLISHED = CrashPoint.MANIFEST_RENAMED + ":after:3";

  private static final Set<CrashPoint> POINTS =
      EnumSet.of(
          CrashPoint.JOURNAL_SYNCED,
          CrashPoint.DESCRIPTION_REPLACED,
          CrashPoint.STATE_FILE_SYNCED,
          CrashPoint.STATE_FILE_LINKED,
          CrashPoint.MANIFEST_SYNCED,
          CrashPoint.MANIFEST_RENAMED,
          CrashPoint.CHECKPOINT_DIRECTORY_SYNCED,
          CrashPoint.CHECKPOINT_DELETED,
          CrashPoint.SINK_BEGUN,
          CrashPoint.SINK_PREPARED,
          CrashPoint.SINK_COMMITTED,
          CrashPoint.SINK_CLEANED);

  /** Those that are reached by a sink which publishes with checkpoints. */
  private static final Set<CrashPoint> ALWAYS_REACHED =
      EnumSet.of(
          CrashPoint.MANIFEST_RENAMED,
          CrashPoint.SINK_BEGUN,
          CrashPoint.SINK_PREPARED,
          CrashPoint.SINK_COMMITTED,
          CrashPoint.SINK_CLEANED);

  @TempDir Path directory;

  /** What is outside. */
  private interface Outside {
    /** Makes a place for rows with a number and its double; the options of a table there. */
    String make(String name) throws Exception;

    /** The numbers that are there; each as often as it is. */
    List<Long> numbers(String name) throws Exception;
  }

  private static void assumeCampaign() {
    assumeTrue(Boolean.getBoolean("weir.crash.both"), "runs in the campaign");
  }

  @Test
  void topics() throws Exception {
    assumeCampaign();
    try (BrokerProcess broker =
        BrokerProcess.start(Files.createDirectory(directory.resolve("broker")))) {
      crash(
          "kafka", "", new Topic(broker, "'connector' = 'kafka', 'format' = 'json', ", "{\"n\":"));
      String upsert =
          "'connector' = 'upsert-kafka', 'key.format' = 'json', 'value.format' = 'json', ";
      crash("upsert", KEY, new Topic(broker, upsert, "{\"n\":"));
      assertEquals(List.of(), broker.openTransactions());
    }
  }

  @Test
  void tablesOfSqlite() throws Exception {
    assumeCampaign();
    String url = "jdbc:sqlite:" + directory.resolve("test.db");
    crash("transactional", "", new Table(url, "transactional", ""));
    crash("idempotent", KEY, new Table(url, "idempotent", " PRIMARY KEY"));
  }

  @Test
  void tablesOfPostgres() throws Exception {
    assumeCampaign();
    try (EmbeddedPostgres postgres = TestPostgres.start(directory.resolve("postgres"))) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      crash("transactional", "", new Table(url, "transactional", ""));
      crash("idempotent", KEY, new Table(url, "idempotent", " PRIMARY KEY"));
    }
  }

  private void crash(String kind, String key, Outside outside) throws Exception {
    Set<CrashPoint> reached = EnumSet.noneOf(CrashPoint.class);
    for (CrashPoint point : POINTS) {
      for (String side : List.of("before", "after")) {
        String crash = point + ":" + side + ":1";
        String name = kind + "_" + point + "_" + side;
        boolean isReached = comesThrough(name, key, outside, List.of(crash));
        isReached |= comesThrough(name + "_later", key, outside, List.of(UNPUBLISHED, crash));
        if (isReached) {
          reached.add(point);
        }
      }
    }
    Set<CrashPoint> expected = EnumSet.copyOf(ALWAYS_REACHED);
    if (kind.equals("idempotent")) {
      // Its rows are there before the checkpoint.
      expected.remove(CrashPoint.SINK_COMMITTED);
    }
    assertTrue(reached.containsAll(expected), kind + " reached only " + reached);
  }

  /** Runs with crashes one after the other, then without; whether the last of them came. */
  private boolean comesThrough(String name, String key, Outside outside, List<String> crashes)
      throws Exception {
    Path script = directory.resolve(name + ".sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '2';
        SET 'execution.checkpointing.interval' = '50 ms';
        CREATE TABLE g (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5000',
          'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d');
        CREATE TABLE t (n BIGINT, d BIGINT%s) WITH (%s);
        INSERT INTO t %s;
        """
            .formatted(
                ROWS,
                key,
                outside.make(name),
                key.isEmpty()
                    ? "SELECT n, n * 2 FROM g"
                    : "SELECT n, SUM(n * 2) FROM g GROUP BY n"));
    int code = CRASHED;
    for (String crash : crashes) {
      code = run(script, List.of("-D" + Rehearsal.CRASH + "=" + crash));
    }
    if (code == CRASHED) {
      assertEquals(0, run(script, List.of()));
    }
    assertEquals(
        LongStream.rangeClosed(1, ROWS).boxed().toList(),
        outside.numbers(name).stream().sorted().toList(),
        name);
    return code == CRASHED;
  }

  private int run(Path script, List<String> properties) throws Exception {
    try (WeirProcess weir = WeirProcess.start(directory, properties, "run", script.toString())) {
      int code = weir.exitCode();
      assertTrue(code == CRASHED || code == 0, weir::readableErrors);
      return code;
    }
  }

  /** Topics of a broker: a message that comes twice is there twice, also with a key. */
  private record Topic(BrokerProcess broker, String options, String before) implements Outside {
    @Override
    public String make(String name) throws Exception {
      broker.createTopic(name, PARTITIONS);
      return options
          + "'topic' = '"
          + name
          + "', 'properties.bootstrap.servers' = '"
          + broker.address()
          + "'";
    }

    @Override
    public List<Long> numbers(String name) {
      return broker.committed(name, PARTITIONS).stream()
          .map(value -> Long.valueOf(value.substring(before.length(), value.indexOf(','))))
          .toList();
    }
  }

  /** Tables of a database. */
  private record Table(String url, String mode, String constraint) implements Outside {
    @Override
    public String make(String name) throws SQLException {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE \"" + name + "\" (n BIGINT" + constraint + ", d BIGINT)");
      }
      return "'connector' = 'jdbc', 'url' = '"
          + url
          + "', 'table-name' = '"
          + name
          + "', 'sink.commit-mode' = '"
          + mode
          + "'";
    }

    @Override
    public List<Long> numbers(String name) throws SQLException {
      List<Long> numbers = new ArrayList<>();
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT n, d FROM \"" + name + "\"")) {
        while (rows.next()) {
          assertEquals(2 * rows.getLong(1), rows.getLong(2));
          numbers.add(rows.getLong(1));
        }
      }
      return numbers;
    }
  }
}
