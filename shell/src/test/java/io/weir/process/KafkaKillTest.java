package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From topic to topic, with processes killed at random moments: a reader of committed messages sees
 * every row once, and no transaction stays open. {@code -Dweir.kafka.kills=200} makes it a
 * campaign; {@code -Dweir.seed=…} repeats one.
 */
class KafkaKillTest {
  private static final int KILLS = Integer.getInteger("weir.kafka.kills", 1);
  private static final long SEED = Long.getLong("weir.seed", 20010416);
  private static final int PARTITIONS = 2;
  private static final int ROWS = 100_000;
  private static final int KEYS = 97;

  @TempDir static Path directory;
  private static BrokerProcess broker;
  private static List<String> expected;

  @BeforeAll
  static void start() throws Exception {
    broker = BrokerProcess.start(Files.createDirectory(directory.resolve("broker")));
    broker.createTopic("in", PARTITIONS);
    broker.sendNumbers("in", PARTITIONS, ROWS);
    expected = IntStream.range(0, ROWS).mapToObj(n -> "{\"n\":" + n + "}").sorted().toList();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void everyRowIsPublishedOnceHoweverOftenTheProcessIsKilled() throws Exception {
    Random random = new Random(SEED);
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      String sink = "killed-" + round;
      broker.createTopic(sink, PARTITIONS);
      boolean isDone = false;
      while (!isDone) {
        try (WeirProcess weir = run(sink, 1 + round % 2, "600000")) {
          boolean wasKilled = kills < KILLS && weir.killAfter(1200 + random.nextInt(1200));
          kills += wasKilled ? 1 : 0;
          isDone = !wasKilled;
          if (!wasKilled) {
            assertEquals(0, weir.exitCode(), weir::readableErrors);
          }
        }
      }
      check(sink, "seed " + SEED + ", round " + round);
    }
    assertTrue(kills >= KILLS, "no process was killed");
  }

  /**
   * The broker goes while the job runs, and the job too, for longer than a transaction may last. In
   * the campaign only, because it takes long.
   */
  @Test
  void aBrokerThatIsKilledAndComesBackLosesNothing() throws Exception {
    assumeTrue(KILLS > 1, "runs in the campaign");
    broker.createTopic("broken", PARTITIONS);
    try (WeirProcess weir = run("broken", 2, "2000")) {
      boolean wasKilled = weir.killAfter(2500);
      broker.kill();
      assertTrue(wasKilled || weir.exitCode() == 0, weir::readableErrors);
      broker.restart();
      if (wasKilled) {
        resume("broken");
      }
    }
    check("broken", "a broker that was killed");
  }

  private void resume(String sink) throws Exception {
    try (WeirProcess again = run(sink, 2, "2000")) {
      boolean isRunning = !again.hasEndedWithin(2000);
      broker.kill();
      broker.restart();
      int code = again.exitCode();
      assertTrue(code == 0 || isRunning, again::readableErrors);
      if (code == 0) {
        return;
      }
    }
    try (WeirProcess last = run(sink, 2, "2000")) {
      assertEquals(0, last.exitCode(), last::readableErrors);
    }
  }

  @Test
  void twoJobsOnOneTopicDoNotDisturbEachOther() throws Exception {
    broker.createTopic("both", PARTITIONS);
    Path second = Files.createDirectory(directory.resolve("second"));
    try (WeirProcess one = run("both", 1, "600000");
        WeirProcess two = WeirProcess.start(second, arguments("both", 1, "600000"))) {
      assertEquals(0, one.exitCode(), one::readableErrors);
      assertEquals(0, two.exitCode(), two::readableErrors);
    }
    List<String> twice = new ArrayList<>(expected);
    twice.addAll(expected);
    twice.sort(null);
    CommittedRows.assertSame(twice, broker.committed("both", PARTITIONS), "two jobs");
    assertEquals(List.of(), broker.openTransactions());
  }

  /** In the campaign only, because it takes long. */
  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void everyKeyEndsAsIfNothingHadHappened(String guarantee) throws Exception {
    assumeTrue(KILLS > 1, "runs in the campaign");
    Random random = new Random(SEED + guarantee.length());
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      String sink = guarantee + "-" + round;
      broker.createTopic(sink, PARTITIONS);
      String[] arguments = counting(sink, 1 + round % 2, guarantee);
      boolean isDone = false;
      while (!isDone) {
        try (WeirProcess weir = WeirProcess.start(directory, arguments)) {
          boolean wasKilled = kills < KILLS && weir.killAfter(1200 + random.nextInt(1200));
          kills += wasKilled ? 1 : 0;
          isDone = !wasKilled;
          if (!wasKilled) {
            assertEquals(0, weir.exitCode(), weir::readableErrors);
          }
        }
      }
      checkCounts(sink, guarantee.equals("exactly-once"), "seed " + SEED + ", round " + round);
    }
  }

  /** Counts by key, which are there when they are odd. */
  private String[] counting(String sink, int parallelism, String guarantee) throws IOException {
    Path script = directory.resolve(sink + ".sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '%d';
        SET 'execution.checkpointing.interval' = '100 ms';
        SET 'execution.checkpointing.mode' = '%s';
        CREATE TABLE numbers (n INT) WITH (
          'connector' = 'kafka', 'topic' = 'in', 'properties.bootstrap.servers' = '%s', 'format' = 'json',
          'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
          'properties.max.poll.records' = '500'
        );
        CREATE TABLE counts (k INT, c BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH (
          'connector' = 'upsert-kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
          'key.format' = 'csv', 'value.format' = 'csv', 'value.fields-include' = 'EXCEPT_KEY',
          'sink.delivery-guarantee' = '%s'
        );
        INSERT INTO counts
        SELECT k, c FROM (SELECT MOD(n, %d) AS k, COUNT(*) AS c FROM numbers GROUP BY MOD(n, %d))
        WHERE MOD(c, 2) = 1;
        """
            .formatted(
                parallelism,
                guarantee.replace('-', '_').toUpperCase(Locale.ROOT),
                broker.address(),
                sink,
                broker.address(),
                guarantee,
                KEYS,
                KEYS));
    return new String[] {"run", script.toString()};
  }

  /** The last message of each key says what is true; exactly once, no count is said again. */
  private void checkCounts(String sink, boolean isExactlyOnce, String when) throws Exception {
    Map<String, Long> last = new HashMap<>();
    Map<String, Long> most = new HashMap<>();
    for (ConsumerRecord<String, String> message : broker.messages(sink, PARTITIONS)) {
      Long count = message.value() == null ? null : Long.valueOf(message.value());
      last.put(message.key(), count);
      if (count != null) {
        Long before = most.put(message.key(), count);
        boolean isNew = before == null || before < count;
        assertTrue(isNew || !isExactlyOnce, message.key() + ": " + count + " again, " + when);
      }
    }
    Map<String, Long> expected = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      long count = ROWS / KEYS + (key < ROWS % KEYS ? 1 : 0);
      expected.put(String.valueOf(key), count % 2 == 1 ? count : null);
    }
    assertEquals(expected, last, when);
    assertEquals(List.of(), broker.openTransactions(), when);
  }

  private void check(String sink, String when) throws Exception {
    CommittedRows.assertSame(expected, broker.committed(sink, PARTITIONS), when);
    assertEquals(List.of(), broker.openTransactions(), when);
  }

  private WeirProcess run(String sink, int parallelism, String timeoutMillis) throws IOException {
    return WeirProcess.start(directory, arguments(sink, parallelism, timeoutMillis));
  }

  private String[] arguments(String sink, int parallelism, String timeoutMillis)
      throws IOException {
    Path script = directory.resolve(sink + ".sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '%d';
        SET 'execution.checkpointing.interval' = '100 ms';
        CREATE TABLE numbers (n INT) WITH (
          'connector' = 'kafka', 'topic' = 'in', 'properties.bootstrap.servers' = '%s', 'format' = 'json',
          'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
          'properties.max.poll.records' = '500'
        );
        CREATE TABLE copy (n INT) WITH (
          'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', 'format' = 'json',
          'properties.transaction.timeout.ms' = '%s'
        );
        INSERT INTO copy SELECT n FROM numbers;
        """
            .formatted(parallelism, broker.address(), sink, broker.address(), timeoutMillis));
    return new String[] {"run", script.toString()};
  }
}
