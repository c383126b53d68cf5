package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.kafka.BrokerConfiguration;
import io.weir.runtime.connector.kafka.KafkaBroker;
import io.weir.runtime.connector.kafka.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts over the topics of a real broker, through the command line. */
class KafkaScriptsTest {
  private static final String ANY_GUARANTEE = "execution.checkpointing.mode=AT_LEAST_ONCE";
  private static final String TIMES =
      "s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND";
  private static final String COUNTS =
      "SELECT CAST(window_start AS STRING) AS w, COUNT(*) AS n FROM TUMBLE(TABLE %s, DESCRIPTOR(ts),"
          + " INTERVAL '10' SECOND) GROUP BY window_start, window_end";

  @TempDir static Path brokerDirectory;
  private static KafkaBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    broker = KafkaBroker.start(brokerDirectory);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private CommandRun run(String statements, String... more) throws IOException {
    Path script = Files.writeString(directory.resolve("job.sql"), statements);
    List<String> arguments = new ArrayList<>(List.of("run", script.toString(), "--format", "csv"));
    arguments.addAll(List.of("--data", directory.resolve("data").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** A table that is read from the first message on, and called as its topic. */
  private static String table(String topic, String columns, String... options) {
    StringBuilder text = new StringBuilder("CREATE TABLE " + topic + " (" + columns + ") WITH (");
    text.append("'connector' = 'kafka', 'topic' = '").append(topic).append("', 'format' = 'json'");
    text.append(", 'scan.startup.mode' = 'earliest-offset'");
    String all = String.join(", ", options);
    if (!all.contains("bootstrap.servers")) {
      text.append(", 'properties.bootstrap.servers' = '").append(broker.address()).append('\'');
    }
    return text.append(all.isEmpty() ? "" : ", " + all).append(");\n").toString();
  }

  private static String bounded() {
    return "'scan.bounded.mode' = 'latest-offset'";
  }

  private static void send(String topic, int partition, String... namesAndSeconds) {
    String[] messages = new String[namesAndSeconds.length];
    for (int i = 0; i < messages.length; i++) {
      String[] parts = namesAndSeconds[i].split("@");
      messages[i] = "{\"s\":\"%s\",\"ts\":\"2001-01-01 00:00:%s\"}".formatted(parts[0], parts[1]);
    }
    broker.send(topic, partition, null, messages);
  }

  /** The rows of a topic, sorted. */
  private List<String> rows(String topic, String columns) throws IOException {
    CommandRun run = run(table(topic, columns, bounded()) + "SELECT * FROM " + topic + ";");
    assertEquals(0, run.exitCode(), run.errors());
    return run.output().lines().skip(1).sorted().toList();
  }

  private static void assertBegins(String output, CommandRun run) {
    assertTrue(run.output().startsWith(output), run.output() + run.errors());
  }

  private static void assertFails(CommandRun run, String... parts) {
    assertEquals(1, run.exitCode(), run.errors());
    for (String part : parts) {
      assertTrue(run.errors().contains(part), "no '" + part + "' in: " + run.errors());
    }
    assertFalse(run.errors().contains("Exception"), run.errors());
    assertFalse(run.errors().contains(BrokerConfiguration.PASSWORD), run.errors());
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    broker.createTopic("there", 1);
    broker.send("there", 0, null, "{\"a\":1}");
    String quick =
        "'properties.request.timeout.ms' = '200', 'properties.default.api.timeout.ms' = '300'";
    assertFails(
        run(
            table("nowhere", "a INT", "'properties.bootstrap.servers' = 'localhost:1'", quick)
                + "SELECT * FROM nowhere;"),
        "'localhost:1'",
        "check that the brokers can be reached");
    assertFails(
        run(table("missing", "a INT") + "SELECT * FROM missing;"),
        "looking for topic 'missing' of table 'missing': the topic does not exist",
        "create it, or correct 'topic'");
    assertFails(
        run(
            table("there", "a INT", bounded())
                + table("missing", "a INT")
                + "INSERT INTO missing SELECT a FROM there;"),
        "preparing to write table 'missing' to topic 'missing': the topic does not exist");
  }

  @Test
  void propertiesThatKafkaRefusesAreNamedBeforeARowIsRead() throws Exception {
    broker.createTopic("refused", 1);
    for (String guarantee : List.of("exactly-once", "at-least-once")) {
      String wrong =
          table(
              "refused",
              "a INT",
              "'sink.delivery-guarantee' = '" + guarantee + "', 'properties.acks' = 'most'");
      assertFails(
          run(wrong + "INSERT INTO refused VALUES (1);", "--fresh", "--set", ANY_GUARANTEE),
          "Invalid value most for configuration acks",
          "correct the 'properties.*' options");
    }
    assertFails(
        run(
            table("refused", "a INT", "'properties.fetch.max.bytes' = 'most'")
                + "SELECT * FROM refused;"),
        "Invalid value most for configuration fetch.max.bytes",
        "correct the 'properties.*' options");
  }

  @Test
  void passwordsAreChecked() throws Exception {
    broker.createTopic("secret", 1);
    broker.send("secret", 0, null, "{\"a\":1}");
    CommandRun right = run(secure(BrokerConfiguration.PASSWORD) + "SELECT * FROM secret;");
    assertEquals("a\n1\n", right.output(), right.errors());
    CommandRun wrong = run(secure("open") + "SELECT * FROM secret;");
    assertFails(wrong, "Authentication failed", "check the 'properties.sasl.*' options");
    assertFails(
        run(secure("open") + "INSERT INTO secret VALUES (1);"),
        "preparing to write table 'secret' to topic 'secret'",
        "Authentication failed");
  }

  private static String secure(String password) {
    return table(
        "secret",
        "a INT",
        bounded(),
        "'properties.bootstrap.servers' = '" + broker.secureAddress() + "'",
        "'properties.security.protocol' = 'SASL_PLAINTEXT'",
        "'properties.sasl.mechanism' = 'PLAIN'",
        "'properties.sasl.jaas.config' ="
            + " 'org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + BrokerConfiguration.USER
            + "\" password=\""
            + password
            + "\";'");
  }

  @Test
  void keysMayBeNullWhereTheyAreNoKeysOfATable() throws Exception {
    broker.createTopic("keyed", 1);
    String keyed =
        table("keyed", "k INT, a INT", bounded(), "'key.format' = 'json', 'key.fields' = 'k'");
    CommandRun run =
        run(keyed + "INSERT INTO keyed SELECT * FROM (VALUES (CAST(NULL AS INT), 1), (2, 3));");
    assertEquals(0, run.exitCode(), run.errors());
    assertEquals(List.of(",1", "2,3"), rows("keyed", "k INT, a INT"));
    broker.createTopic("people", 1);
    String people =
        "CREATE TABLE people (k INT, a INT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' ="
            + " 'upsert-kafka', 'topic' = 'people', 'key.format' = 'json', 'value.format' = 'json',"
            + " 'properties.bootstrap.servers' = '"
            + broker.address()
            + "');\n";
    assertFails(
        run(
            people
                + table("keyed", "k INT, a INT", bounded())
                + "INSERT INTO people SELECT k, a FROM keyed;"),
        "NULL for column \"k\" of table \"people\", which is NOT NULL");
    assertEquals(List.of(), rows("people", "k INT, a INT"));
  }

  @Test
  void aMessageThatIsTooLargeStopsTheJobUntilTheTopicTakesIt() throws Exception {
    broker.topics().create("narrow", 1, Map.of("max.message.bytes", "500"));
    String insert =
        table("narrow", "s STRING", "'properties.linger.ms' = '200'")
            + "INSERT INTO narrow VALUES ('x'), (REPEAT('y', 1000)), ('z');";
    assertFails(
        run(insert), "writing table 'narrow' to topic 'narrow'", "the topic's max.message.bytes");
    assertEquals(List.of(), rows("narrow", "s STRING"));
    broker.topics().set("narrow", "max.message.bytes", "5000");
    CommandRun again = run(insert);
    assertEquals(0, again.exitCode(), again.errors());
    assertEquals(List.of("x", "y".repeat(1000), "z"), rows("narrow", "s STRING"));
  }

  @Test
  void whatArrivedBesideAMessageThatIsTooLargeIsAborted() throws Exception {
    broker.topics().create("narrower", 1, Map.of("max.message.bytes", "500"));
    // The first fill a batch of their own, which the topic takes once it is divided.
    String insert =
        table("narrower", "s STRING", "'properties.linger.ms' = '200'")
            + "INSERT INTO narrower VALUES "
            + "(REPEAT('x', 400)), ".repeat(60)
            + "('x'), (REPEAT('y', 1000)), ('z');";
    assertFails(run(insert), "the topic's max.message.bytes");
    assertEquals(List.of(), new Transactions(broker.address()).open());
    assertEquals(List.of(), rows("narrower", "s STRING"));
  }

  @Test
  void rowsAreLateByTheirOwnPartitionWhateverTheOthersDo() throws Exception {
    broker.createTopic("disordered", 3);
    send("disordered", 0, "a@01", "b@12", "late@09", "c@11", "d@25");
    send("disordered", 1, "e@03", "f@04", "g@14", "late@00");
    broker.createTopic("hollow", 2);
    for (String parallelism : List.of("1", "3")) {
      CommandRun run =
          run(
              table("disordered", TIMES, bounded()) + COUNTS.formatted("disordered") + ";",
              "--set",
              "parallelism.default=" + parallelism);
      assertEquals(
          List.of(
              "2001-01-01 00:00:00.000,3",
              "2001-01-01 00:00:10.000,3",
              "2001-01-01 00:00:20.000,1"),
          run.output().lines().skip(1).sorted().toList(),
          run.errors());
    }
    String hollow = table("hollow", TIMES, bounded());
    assertEquals("n\n0\n", run(hollow + "SELECT COUNT(*) AS n FROM hollow;").output());
    assertEquals("w,n\n", run(hollow + COUNTS.formatted("hollow") + ";").output());
    assertEquals(
        "n\n9\n",
        run(hollow
                + table("disordered", TIMES, bounded())
                + "SELECT COUNT(*) AS n FROM (SELECT s FROM hollow UNION ALL SELECT s FROM"
                + " disordered);")
            .output());
  }

  /** Ends when a topic has come to an offset, with the rows before it. */
  private static String until(String topic, String columns, int offset) {
    String end = "'scan.bounded.mode' = 'specific-offsets', 'scan.bounded.specific-offsets' =";
    return table(topic, columns, end + " 'partition:0,offset:" + offset + "'")
            .replace("TABLE " + topic, "TABLE until_" + offset)
        + "SELECT * FROM until_"
        + offset
        + ";\n";
  }

  @Test
  void partitionsAtRestAndNewOnesHoldNothingUp() throws Exception {
    broker.createTopic("resting", 2);
    broker.createTopic("never", 1);
    broker.createTopic("counts", 1);
    send("resting", 0, "a@01", "b@05", "c@12", "d@25");
    String job =
        "SET 'table.exec.source.idle-timeout' = '300 ms';\n"
            + table("resting", TIMES, "'scan.topic-partition-discovery.interval' = '50 ms'")
            + table("never", TIMES)
            + table("counts", "w STRING, n BIGINT")
            + "CREATE VIEW both_topics AS SELECT * FROM resting UNION ALL SELECT * FROM never;\n"
            + "INSERT INTO counts "
            + COUNTS.formatted("both_topics")
            + " HAVING window_start = TIMESTAMP '2001-01-01 00:00:20';\n"
            + until("counts", "w STRING, n BIGINT", 1)
            + "STOP JOB 'job';\n";
    Callable<CommandRun> whole = () -> run(job);
    FutureTask<CommandRun> running = new FutureTask<>(whole);
    new Thread(running).start();
    broker.topics().grow("resting", 3);
    send("resting", 2, "e@26", "f@38", "g@55");
    CommandRun run = running.get();
    assertBegins("w,n\n2001-01-01 00:00:20.000,2\n", run);
  }

  @Test
  void aSavepointThatIsNotTheNewestIsRefused() throws Exception {
    broker.createTopic("numbers", 1);
    broker.createTopic("copies", 1);
    broker.send("numbers", 0, null, "{\"a\":1}");
    Path savepoint = directory.resolve("save");
    String job =
        table("numbers", "a INT")
            + table("copies", "a INT")
            + "INSERT INTO copies SELECT a FROM numbers;\n";
    String stop = "STOP JOB 'job' WITH SAVEPOINT '%s';\n";
    String begun = job + until("copies", "a INT", 1) + stop.formatted(savepoint);
    CommandRun first = run(begun);
    assertBegins("a\n1\n", first);
    broker.send("numbers", 0, null, "{\"a\":2}");
    Path later = directory.resolve("later");
    CommandRun on = run(begun + until("copies", "a INT", 3) + stop.formatted(later));
    assertBegins("a\n1\n2\n", on);
    String from = "execution.state-recovery.path=";
    String elsewhere = "SET 'pipeline.name' = 'other';\n" + job;
    assertFails(
        run(elsewhere, "--fresh", "--set", from + savepoint),
        "is not the newest: table 'copies' has got rows since");
    assertEquals(List.of("1", "2"), rows("copies", "a INT"));
  }
}
