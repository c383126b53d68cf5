package io.weir.runtime.connector.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.SourceKit;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class KafkaTest {
  @TempDir static Path directory;
  private static KafkaBroker broker;

  private final SourceKit kit = new SourceKit(new KafkaConnector());
  private final BufferAllocator allocator = new RootAllocator();

  @BeforeAll
  static void start() throws IOException {
    broker = KafkaBroker.start(directory);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void nothingLeaks() {
    kit.close();
    allocator.close();
  }

  @Test
  void everyPartitionIsReadWithMetadataAndKey() throws Exception {
    broker.createTopic("both", 2);
    broker.send("both", 0, "{\"k\":1}", "{\"a\":10,\n \"s\":\"x\"}", null, "{\"a\":11}");
    broker.send("both", 1, null, "{\"s\":\"y\", \"a\":20}");
    TableDescriptor table =
        table(
            "k INT, a BIGINT, s STRING, p INT, o BIGINT, ts TIMESTAMP_LTZ(3), t STRING",
            Map.of("p", "partition", "o", "offset", "ts", "timestamp", "t", "topic"),
            Map.of(
                "topic", "both",
                "scan.startup.mode", "earliest-offset",
                "scan.bounded.mode", "latest-offset",
                "key.format", "json",
                "key.fields", "k",
                "value.fields-include", "EXCEPT_KEY",
                "format", "json"));
    Source source = new KafkaConnector().createSource(table, all(table));
    assertEquals(
        List.of(
            List.of(
                "1 | 10 | x | 0 | 0 | 1970-01-01T00:00:01Z | both",
                "1 | 11 | NULL | 0 | 2 | 1970-01-01T00:00:03Z | both"),
            List.of("NULL | 20 | y | 1 | 0 | 1970-01-01T00:00:01Z | both")),
        kit.read(source));
    Source some = new KafkaConnector().createSource(table, List.of(1, 4));
    assertEquals(List.of("10 | 0", "11 | 2"), kit.read(some).get(0));
  }

  @Test
  void startsAndEnds() throws Exception {
    broker.createTopic("modes", 1);
    broker.send("modes", 0, null, "0", "1", "2", "3", "4", "5");
    assertRows(
        "modes",
        List.of("2", "3"),
        "specific-offsets",
        "partition:0,offset:2",
        "partition:0,offset:4");
    broker.createTopic("two", 2);
    broker.send("two", 0, null, "0", "1", "2");
    broker.send("two", 1, null, "3", "4");
    Map<String, String> unnamed =
        Map.of(
            "scan.startup.mode", "specific-offsets",
            "scan.startup.specific-offsets", "partition:1,offset:1",
            "scan.bounded.mode", "specific-offsets",
            "scan.bounded.specific-offsets", "partition:0,offset:2");
    assertEquals(List.of(List.of("0", "1"), List.of()), kit.read(source("two", unnamed)));
    assertEquals(
        List.of("3", "4", "5"),
        kit.read(
                source(
                    "modes",
                    Map.of(
                        "scan.startup.mode", "timestamp",
                        "scan.startup.timestamp-millis", "4000",
                        "scan.bounded.mode", "latest-offset")))
            .get(0));
    assertEquals(
        List.of(),
        kit.read(
                source(
                    "modes",
                    Map.of(
                        "scan.startup.mode", "latest-offset",
                        "scan.bounded.mode", "latest-offset")))
            .get(0));
    WeirException e =
        assertThrows(
            WeirException.class,
            () -> source("modes", Map.of("properties.group.id", "g")).discover());
    assertTrue(e.getMessage().startsWith("group 'g' has committed no offset of modes-0"));
  }

  private void assertRows(String topic, List<String> rows, String mode, String start, String end)
      throws IOException {
    Map<String, String> options =
        Map.of(
            "scan.startup.mode", mode,
            "scan.startup.specific-offsets", start,
            "scan.bounded.mode", mode,
            "scan.bounded.specific-offsets", end);
    assertEquals(rows, kit.read(source(topic, options)).get(0));
  }

  @Test
  void aPositionRestoresAndTheEndIsKnown() throws Exception {
    broker.createTopic("endless", 1);
    broker.send("endless", 0, null, "a", "b");
    Source source = source("endless", Map.of("scan.startup.mode", "earliest-offset"));
    assertFalse(source.isBounded());
    Split split = source.discover().get(0);
    SplitPosition position;
    try (SplitReader reader = kit.open(source, split, null)) {
      assertEquals(List.of("a", "b"), await(reader, 2));
      position = reader.position();
      awaitEnd(reader);
      assertFalse(reader.isFinished());
      broker.send("endless", 0, null, "c");
      assertEquals(List.of("c"), await(reader, 1));
    }
    assertEquals(2, position.offset());
    try (SplitReader reader = kit.open(source, split, position)) {
      assertEquals(List.of("c"), await(reader, 1));
    }
    source.verify(List.of(split));
    broker.deleteTopic("endless");
    broker.createTopic("endless", 1);
    WeirException e = assertThrows(WeirException.class, () -> source.verify(List.of(split)));
    assertEquals(
        "topic 'endless' has been deleted and created again since the job started", e.getMessage());
  }

  @Test
  void badMessagesAndTopicsAreNamed() throws Exception {
    broker.createTopic("bad", 1);
    broker.send("bad", 0, null, "{\"a\":1}", "{\"a\":}", "{\"a\":3}");
    Map<String, String> options =
        Map.of(
            "topic", "bad",
            "scan.startup.mode", "earliest-offset",
            "scan.bounded.mode", "latest-offset",
            "value.format", "json");
    TableDescriptor strict = table("a INT", Map.of(), options);
    WeirException e =
        assertThrows(
            WeirException.class,
            () -> kit.read(new KafkaConnector().createSource(strict, List.of(0))));
    assertTrue(
        e.getMessage().startsWith("partition bad-0, offset 1, value: not JSON"), e::getMessage);
    Map<String, String> lenient = new TreeMap<>(options);
    lenient.put("value.json.ignore-parse-errors", "true");
    TableDescriptor table = table("a INT", Map.of(), lenient);
    assertEquals(
        List.of("1", "3"), kit.read(new KafkaConnector().createSource(table, List.of(0))).get(0));
    WeirException missing =
        assertThrows(
            WeirException.class,
            () -> source("nope", Map.of("scan.startup.mode", "earliest-offset")).discover());
    assertEquals(
        "looking for topic 'nope' of table 't': the topic does not exist on '"
            + broker.address()
            + "'",
        missing.getMessage());
  }

  @Test
  void anOffsetThatIsNotThereIsNamed() throws Exception {
    broker.createTopic("short", 1);
    broker.send("short", 0, null, "0", "1");
    Source source =
        source(
            "short",
            Map.of(
                "scan.startup.mode", "specific-offsets",
                "scan.startup.specific-offsets", "partition:0,offset:3;"));
    WeirException e = assertThrows(WeirException.class, source::discover);
    assertEquals(
        "partition short-0 has no offset 3: its first is 0, and the next to come 2",
        e.getMessage());
  }

  /** What is NULL is a message without a key or value, as far as the format is for one value. */
  @Test
  void rawNullsAreMessagesOfNothing() throws Exception {
    broker.createTopic("nothing", 1);
    TableDescriptor table =
        table(
            "a INT, b INT",
            Map.of(),
            Map.of(
                "topic", "nothing",
                "key.format", "raw",
                "key.fields", "a",
                "value.format", "raw",
                "value.fields-include", "EXCEPT_KEY",
                "scan.startup.mode", "earliest-offset",
                "scan.bounded.mode", "latest-offset"));
    Sink sink = new KafkaConnector().createSink(table);
    try (SinkWriter writer = sink.createWriter(context());
        Committer committer = sink.createCommitter("nothing")) {
      committer.begin();
      writer.write(JsonBatches.of(table.schema(), allocator, "[1, 2]", "[null, 3]", "[4, null]"));
      committer.commit(1, writer.snapshot(1, true).complete().committables());
    }
    assertEquals(
        List.of("1 | 2", "NULL | 3", "4 | NULL"),
        kit.read(new KafkaConnector().createSource(table, all(table))).get(0));
  }

  @Test
  void messagesOfCsvAndAvroComeBackAsTheyWereWritten() throws Exception {
    for (String format : List.of("csv", "avro")) {
      broker.createTopic("as-" + format, 1);
      Map<String, String> options =
          Map.of(
              "topic",
              "as-" + format,
              "value.format",
              format,
              "key.format",
              format,
              "key.fields",
              "a",
              "scan.startup.mode",
              "earliest-offset",
              "scan.bounded.mode",
              "latest-offset");
      TableDescriptor table = table("a INT", Map.of(), options);
      Sink sink = new KafkaConnector().createSink(table);
      try (SinkWriter writer = sink.createWriter(context());
          Committer committer = sink.createCommitter("w-" + format)) {
        committer.begin();
        writer.write(ints(7, -8));
        committer.commit(1, writer.snapshot(1, true).complete().committables());
      }
      assertEquals(
          List.of("7", "-8"),
          kit.read(new KafkaConnector().createSource(table, List.of(0))).get(0));
    }
  }

  @Test
  void messagesThatCannotBeReadAreKept() throws Exception {
    broker.createTopic("mixed", 1);
    broker.send("mixed", 0, null, "{\"a\":1}", "{\"a\":}", "{\"a\":3}", "{\"a\":\"x\"}");
    Map<String, String> options =
        Map.of(
            "topic", "mixed",
            "scan.startup.mode", "earliest-offset",
            "scan.bounded.mode", "latest-offset",
            "format", "json");
    Source source =
        new KafkaConnector()
            .createSource(table("a INT", Map.of(), options), List.of(0))
            .keepingBadRecords()
            .orElseThrow();
    List<String> rows = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    try (SplitReader reader = source.open(source.discover().get(0), null, allocator)) {
      while (!reader.isFinished()) {
        rows.addAll(kit.readBatch(reader));
        try (Batch kept = reader.badRecords()) {
          if (kept != null) {
            bad.addAll(RowText.of(kept));
          }
        }
      }
    }
    assertEquals(List.of("1", "3"), rows);
    assertEquals(2, bad.size(), bad::toString);
    assertTrue(bad.get(0).contains(" | mixed-0 | 1 | value, not JSON"), bad.get(0));
    assertTrue(bad.get(1).contains(" | mixed-0 | 3 | value, field \"a\": "), bad.get(1));
  }

  @Test
  void anEpochIsPublishedOnceHoweverOftenItIsCommitted() throws Exception {
    broker.createTopic("out", 1);
    TableDescriptor table = table("a INT", Map.of(), Map.of("topic", "out", "format", "json"));
    Sink sink = new KafkaConnector().createSink(table);
    assertEquals(Sink.CommitMode.TRANSACTIONAL, sink.commitMode());
    sink.prepare();
    SinkWriter writer = sink.createWriter(context());
    writer.write(ints(1, 2));
    List<byte[]> first = writer.snapshot(1, false).complete().committables();
    assertEquals(List.of(), writer.snapshot(2, false).complete().committables());
    writer.write(ints(3));
    List<byte[]> third = writer.snapshot(3, true).complete().committables();
    assertEquals(List.of(), published("out"));
    try (Committer committer = sink.createCommitter("i1")) {
      committer.begin();
      committer.commit(1, first);
      committer.commit(1, first);
      committer.commit(2, List.of());
      assertEquals(List.of("{\"a\":1}", "{\"a\":2}"), published("out"));
    }
    try (Committer restarted = sink.createCommitter("i1")) {
      restarted.commit(1, first);
      restarted.commit(3, third);
    }
    try (Committer restarted = sink.createCommitter("i1")) {
      restarted.commit(3, third);
      assertEquals(List.of("{\"a\":1}", "{\"a\":2}", "{\"a\":3}"), published("out"));
    }
    try (Committer other = sink.createCommitter("i2")) {
      other.begin();
      other.commit(3, third);
      assertEquals(4, published("out").size());
    }
    writer.close();
  }

  @Test
  void aCommitterThatWasReplacedPublishesNothing() throws Exception {
    broker.createTopic("fenced", 1);
    TableDescriptor table = table("a INT", Map.of(), Map.of("topic", "fenced", "format", "json"));
    Sink sink = new KafkaConnector().createSink(table);
    SinkWriter writer = sink.createWriter(context());
    writer.write(ints(1));
    List<byte[]> first = writer.snapshot(1, false).complete().committables();
    writer.write(ints(2));
    List<byte[]> second = writer.snapshot(2, false).complete().committables();
    try (Committer old = sink.createCommitter("i");
        Committer present = sink.createCommitter("i")) {
      old.begin();
      old.commit(1, first);
      present.commit(2, second);
      assertThrows(WeirException.class, () -> old.commit(3, first));
    }
    assertEquals(List.of("{\"a\":1}", "{\"a\":2}"), published("fenced"));
    writer.close();
  }

  @Test
  void deletionsBecomeMessagesWithoutValue() throws Exception {
    broker.createTopic("upserts", 1);
    TreeMap<String, String> options = new TreeMap<>();
    options.put("connector", "upsert-kafka");
    options.put("properties.bootstrap.servers", broker.address());
    options.put("topic", "upserts");
    options.put("key.format", "json");
    options.put("value.format", "json");
    options.put("sink.delivery-guarantee", "at-least-once");
    Schema schema = TypeText.schema("a INT NOT NULL");
    Sink sink =
        new UpsertKafkaConnector()
            .createSink(
                new TableDescriptor("t", schema, Map.of(), List.of("a"), List.of(), options));
    assertEquals(Sink.CommitMode.AT_LEAST_ONCE, sink.commitMode());
    SinkWriter writer = sink.createWriter(context());
    Batch rows = ints(1, 1);
    writer.write(
        new Batch(
            rows.schema(),
            rows.vectors(),
            2,
            rows.selection(),
            new byte[] {RowKind.INSERT, RowKind.DELETE},
            null));
    writer.snapshot(1, false).complete();
    writer.close();
    assertEquals(List.of("{\"a\":1}", "NULL"), published("upserts"));
    Source source =
        source(
            "upserts",
            Map.of("scan.startup.mode", "earliest-offset", "scan.bounded.mode", "latest-offset"));
    assertEquals("2", source.discover().get(0).properties().get("end"));
  }

  private List<String> published(String topic) throws IOException {
    return kit.read(
            source(
                topic,
                Map.of(
                    "scan.startup.mode", "earliest-offset",
                    "scan.bounded.mode", "latest-offset")))
        .get(0);
  }

  private Batch ints(int... values) {
    Schema schema = TypeText.schema("a INT");
    List<Long> longs = new ArrayList<>();
    for (int value : values) {
      longs.add((long) value);
    }
    FieldVector vector = Values.vector(schema.type(0), longs, allocator);
    return Batch.ofInserts(schema, List.of(vector), values.length);
  }

  private Sink.WriterContext context() {
    return new Sink.WriterContext(
        0, 1, "i1", List.of(), new SourceKit.ManualClock(), allocator, DirectRequests.INSTANCE);
  }

  private List<String> await(SplitReader reader, int rows) throws IOException {
    List<String> read = new ArrayList<>();
    while (read.size() < rows && !Thread.interrupted()) {
      read.addAll(kit.readBatch(reader));
    }
    return read;
  }

  private void awaitEnd(SplitReader reader) throws IOException {
    while (!reader.isAtEnd() && !Thread.interrupted()) {
      assertEquals(List.of(), kit.readBatch(reader));
    }
    assertTrue(reader.isAtEnd());
  }

  private Source source(String topic, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("topic", topic);
    options.put("format", "raw");
    TableDescriptor table = table("line STRING", Map.of(), options);
    return new KafkaConnector().createSource(table, all(table));
  }

  private static List<Integer> all(TableDescriptor table) {
    return IntStream.range(0, table.schema().size()).boxed().toList();
  }

  private static TableDescriptor table(
      String schema, Map<String, String> metadata, Map<String, String> options) {
    TreeMap<String, String> all = new TreeMap<>(options);
    all.put("connector", "kafka");
    all.put("properties.bootstrap.servers", broker.address());
    return new TableDescriptor("t", TypeText.schema(schema), metadata, List.of(), List.of(), all);
  }
}
