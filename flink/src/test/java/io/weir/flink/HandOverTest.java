package io.weir.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.runtime.connector.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running query moves from Weir to Flink as {@code docs/scaling.md} says, while orders keep
 * coming: whoever reads committed messages sees every row once. Writes a table of it to {@code
 * target/hand-over.md}.
 */
class HandOverTest {
  private static final int PARTITIONS = 2;
  private static final int ENOUGH = 2_000;
  private static final long PATIENCE_SECONDS = 300;

  @TempDir private static Path directory;
  private static KafkaBroker broker;
  private static FlinkCluster cluster;
  private static final List<String> figures = new ArrayList<>();

  /** How many orders there were. */
  private long total;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")));
    cluster = FlinkCluster.start(directory.resolve("cluster"), 2);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    broker.close();
    figures.add(0, "| query | orders | of which here | of which committed in the end |");
    figures.add(1, "|---|---|---|---|");
    Files.write(Path.of("target", "hand-over.md"), figures);
  }

  @Test
  void aQueryWithoutStateMovesAtAnyMoment() throws Exception {
    String insert = "INSERT INTO large_orders SELECT id, amount FROM orders WHERE amount >= 10;\n";
    String columns = "id BIGINT, amount BIGINT";
    Query query =
        new Query(
            "filter",
            columns,
            columns,
            insert,
            false,
            List::size,
            sent -> LongStream.range(0, sent).filter(id -> id % 100 >= 10).count());
    List<String> committed = move(query);
    List<String> expected =
        LongStream.range(0, total)
            .filter(id -> id % 100 >= 10)
            .mapToObj(HandOverTest::order)
            .toList();
    assertEquals(expected, byId(committed));
  }

  private static String order(long id) {
    return "{\"id\":" + id + ",\"amount\":" + id % 100 + "}";
  }

  private static List<String> byId(List<String> orders) {
    List<String> sorted = new ArrayList<>(orders);
    sorted.sort(Comparator.comparingLong(each -> number(each, "id")));
    return sorted;
  }

  @Test
  void windowsMoveWhenTheyAreDrained() throws Exception {
    String insert =
        """
        INSERT INTO large_orders
        SELECT window_start, COUNT(*), SUM(id)
        FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' SECOND))
        GROUP BY window_start, window_end;
        """;
    String orders =
        "id BIGINT, amount BIGINT, ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',"
            + " WATERMARK FOR ts AS ts - INTERVAL '1' SECOND";
    String windows = "starts TIMESTAMP_LTZ(3), orders BIGINT, ids BIGINT";
    Query query =
        new Query(
            "windows", orders, windows, insert, true, all -> sum(all, "orders"), sent -> sent);
    List<String> committed = move(query);
    assertEquals(total, sum(committed, "orders"));
    assertEquals(total * (total - 1) / 2, sum(committed, "ids"));
  }

  private static long sum(List<String> messages, String field) {
    return messages.stream().mapToLong(each -> number(each, field)).sum();
  }

  private static long number(String json, String field) {
    return read(json).path(field).asLong(-1);
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  /**
   * A query from orders to large orders.
   *
   * @param job its name
   * @param orders columns that are read
   * @param largeOrders columns that are written
   * @param insert the statement
   * @param isDrained whether it is stopped with all windows fired
   * @param measure how far messages have come
   * @param end of that many orders
   */
  private record Query(
      String job,
      String orders,
      String largeOrders,
      String insert,
      boolean isDrained,
      ToLongFunction<List<String>> measure,
      LongUnaryOperator end) {
    String in() {
      return job + "-in";
    }

    String out() {
      return job + "-out";
    }

    /** Its script, without the option that says where to begin. */
    String script() {
      return "SET 'pipeline.name' = '"
          + job
          + "';\n"
          // Flink fires no windows of idle sources when it drains (FLINK-40499).
          + (isDrained ? "SET 'table.exec.source.idle-timeout' = '0 s';\n" : "")
          + table("orders", orders, in(), "'scan.startup.mode' = 'earliest-offset', ")
          + table("large_orders", largeOrders, out(), "")
          + insert;
    }

    List<String> drained(String... command) {
      List<String> all = new ArrayList<>(List.of(command));
      if (isDrained) {
        all.add("--drain");
      }
      return all;
    }
  }

  /** Runs the query here, then there; all that was committed. */
  private List<String> move(Query query) throws Exception {
    broker.createTopic(query.in(), PARTITIONS);
    broker.createTopic(query.out(), 1);
    Path savepoint = directory.resolve(query.job() + "-savepoint");
    OrderProducer producer = new OrderProducer(broker.address(), query.in(), PARTITIONS);
    try (CommittedMessages committed = new CommittedMessages(broker.address(), query.out(), 1);
        producer) {
      runHere(query, savepoint, producer, committed);
      int here = committed.all().size();
      long handedOver = query.measure().applyAsLong(committed.all());
      WeirRun submitted = submit(query, savepoint);
      committed.await(here + 1);
      producer.close();
      total = producer.sent();
      awaitRead(query.job(), query.in());
      done(
          weir(
              query.drained(
                  "submit", "--stop", submitted.job(), "--to", cluster.gatewayAddress())));
      committed.await(query.measure(), query.end().applyAsLong(total));
      figures.add(
          "| %s | %,d | %,d | %,d |"
              .formatted(
                  query.job(), total, handedOver, query.measure().applyAsLong(committed.all())));
      return committed.all();
    }
  }

  /** Runs it as a job of a server, and stops it with a savepoint in the midst of orders. */
  private static void runHere(
      Query query, Path savepoint, OrderProducer producer, CommittedMessages committed)
      throws Exception {
    String data = directory.resolve(query.job() + "-data").toString();
    try (WeirRun server = WeirRun.start(directory, "serve", "--data", data)) {
      server.await("serving ");
      done(weir(List.of("-e", query.script(), "--data", data)));
      committed.await(1);
      producer.await(ENOUGH);
      done(
          weir(
              query.drained(
                  "stop", query.job(), "--data", data, "--savepoint", savepoint.toString())));
      assertTrue(Files.exists(savepoint.resolve("MANIFEST.json")));
    }
  }

  /** Sends the same script, which goes on where the savepoint stands. */
  private static WeirRun submit(Query query, Path savepoint) throws Exception {
    String file =
        Files.writeString(directory.resolve(query.job() + ".sql"), query.script()).toString();
    String from = savepoint.toString();
    WeirRun check = done(weir(List.of("submit", file, "--check", "--from", from)));
    String offsets = "'scan.startup.specific-offsets' = '" + offsets(savepoint) + "'";
    assertTrue(check.output().contains(offsets), check.text());
    return done(weir(List.of("submit", file, "--from", from, "--to", cluster.gatewayAddress())));
  }

  private static WeirRun weir(List<String> arguments) throws Exception {
    return WeirRun.of(directory, arguments.toArray(String[]::new));
  }

  private static WeirRun done(WeirRun run) throws Exception {
    assertEquals(0, run.exitCode(), run.text());
    return run;
  }

  private static String table(String name, String columns, String topic, String options) {
    return "CREATE TABLE %s (%s) WITH ('connector' = 'kafka', 'topic' = '%s', %s"
            .formatted(name, columns, topic, options)
        + "'properties.bootstrap.servers' = '"
        + broker.address()
        + "', 'properties.group.id' = '"
        + topic.replace("-in", "")
        + "', 'format' = 'json');\n";
  }

  /** The positions in a savepoint, as whoever reads its manifest finds them. */
  private static String offsets(Path savepoint) throws IOException {
    JsonNode sources = read(Files.readString(savepoint.resolve("MANIFEST.json"))).path("sources");
    List<String> offsets = new ArrayList<>();
    for (JsonNode splits : sources) {
      for (JsonNode split : splits) {
        String partition = split.path("id").asText().replaceAll(".*-", "");
        offsets.add("partition:" + partition + ",offset:" + split.path("offset").asLong());
      }
    }
    assertEquals(PARTITIONS, offsets.size());
    return String.join(";", offsets);
  }

  /** Waits until a group has read all of a topic. */
  private static void awaitRead(String group, String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(latest).all().get().forEach((at, end) -> ends.put(at, end.offset()));
      Map<TopicPartition, Long> read = new HashMap<>();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!read.equals(ends)) {
        assertTrue(System.nanoTime() < deadline, "read up to " + read + " of " + ends);
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get()
            .forEach((at, position) -> read.put(at, position.offset()));
      }
    }
  }
}
