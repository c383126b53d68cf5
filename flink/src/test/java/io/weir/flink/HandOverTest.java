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
 * coming: whoever reads committed messages sees every row once.
 */
class HandOverTest {
  private static final int PARTITIONS = 2;
  private static final int ENOUGH = 2_000;
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private static Path directory;
  private static KafkaBroker broker;
  private static FlinkCluster cluster;

  /** How many orders there were. */
  private long total;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")));
    cluster = FlinkCluster.start(directory.resolve("cluster"), 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    broker.close();
  }

  @Test
  void aQueryWithoutStateMovesAtAnyMoment() throws Exception {
    String insert = "INSERT INTO large_orders SELECT id, amount FROM orders WHERE amount >= 10;\n";
    String columns = "id BIGINT, amount BIGINT";
    List<String> committed = move("filter", columns, columns, insert, false);
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
    List<String> committed =
        move("windows", orders, "starts TIMESTAMP_LTZ(3), orders BIGINT, ids BIGINT", insert, true);
    assertEquals(total, committed.stream().mapToLong(each -> number(each, "orders")).sum());
    assertEquals(
        total * (total - 1) / 2, committed.stream().mapToLong(each -> number(each, "ids")).sum());
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

  /** Runs the query here, then there; all that was committed. */
  private List<String> move(
      String job, String orders, String largeOrders, String insert, boolean isDrained)
      throws Exception {
    String in = job + "-in";
    String out = job + "-out";
    broker.createTopic(in, PARTITIONS);
    broker.createTopic(out, 1);
    Path data = directory.resolve(job + "-data");
    Path savepoint = directory.resolve(job + "-savepoint");
    OrderProducer producer = new OrderProducer(broker.address(), in, PARTITIONS);
    try (CommittedMessages committed = new CommittedMessages(broker.address(), out, 1);
        producer) {
      String tail = table("large_orders", largeOrders, out, "") + insert;
      String name = "SET 'pipeline.name' = '" + job + "';\n";
      String first = "'scan.startup.mode' = 'earliest-offset', ";
      try (WeirRun server = WeirRun.start(directory, "serve", "--data", data.toString())) {
        server.await("serving ");
        done(weir("-e", name + table("orders", orders, in, first) + tail, "--data", "" + data));
        committed.await(1);
        while (producer.sent() < ENOUGH) {
          Thread.onSpinWait();
        }
        List<String> stop = new ArrayList<>(List.of("stop", job, "--data", "" + data));
        stop.addAll(List.of("--savepoint", savepoint.toString()));
        if (isDrained) {
          stop.add("--drain");
        }
        done(weir(stop.toArray(String[]::new)));
        assertTrue(Files.exists(savepoint.resolve("MANIFEST.json")));
      }
      int here = committed.all().size();
      WeirRun submitted = submit(job, name + table("orders", orders, in, first) + tail, savepoint);
      committed.await(here + 1);
      producer.close();
      total = producer.sent();
      awaitRead(job, in);
      List<String> stop = new ArrayList<>(List.of("submit", "--stop", submitted.job()));
      stop.addAll(List.of("--to", cluster.gatewayAddress()));
      if (isDrained) {
        stop.add("--drain");
      }
      done(weir(stop.toArray(String[]::new)));
      return committed.all();
    }
  }

  /** Sends the same script, which goes on where the savepoint stands. */
  private static WeirRun submit(String job, String script, Path savepoint) throws Exception {
    Path file = Files.writeString(directory.resolve(job + ".sql"), script);
    WeirRun check = done(weir("submit", file.toString(), "--check", "--from", "" + savepoint));
    String offsets = "'scan.startup.specific-offsets' = '" + offsets(savepoint) + "'";
    assertTrue(check.output().contains(offsets), check.text());
    return done(
        weir(
            "submit", file.toString(), "--from", "" + savepoint, "--to", cluster.gatewayAddress()));
  }

  private static WeirRun weir(String... arguments) throws Exception {
    return WeirRun.of(directory, arguments);
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
