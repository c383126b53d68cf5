package io.weir.runtime.connector.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.PositionPublisher;
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
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that change rows, and what a table tells the broker, against a real one. */
class KafkaChangesTest {
  private static final Map<String, String> WHOLE =
      Map.of("scan.startup.mode", "earliest-offset", "scan.bounded.mode", "latest-offset");

  @TempDir static Path directory;
  private static KafkaBroker broker;

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
    allocator.close();
  }

  @Test
  void aMessageReplacesTheRowOfItsKeyAndOneWithoutValueDeletesIt() throws Exception {
    broker.createTopic("people", 1);
    broker.send("people", 0, "{\"id\":1}", "{\"name\":\"a\"}", "{\"name\":\"b\"}", null);
    broker.send("people", 0, "{\"id\":2}", "{\"name\":\"c\"}");
    TableDescriptor table =
        upsert("k_id INT NOT NULL, name STRING", "people", Map.of("key.fields-prefix", "k_"));
    Source source = new UpsertKafkaConnector().createSource(table, List.of(0, 1));
    assertEquals(ChangelogKind.UPSERT, source.changelog());
    assertEquals(List.of("+U 1 | a", "+U 1 | b", "-D 1 | NULL", "+U 2 | c"), changes(source));
  }

  @Test
  void aMessageWithoutKeyIsNamed() throws Exception {
    broker.createTopic("keyless", 1);
    broker.send("keyless", 0, null, "{\"name\":\"a\"}");
    TableDescriptor table = upsert("id INT NOT NULL, name STRING", "keyless", Map.of());
    Source source = new UpsertKafkaConnector().createSource(table, List.of(0, 1));
    WeirException e = assertThrows(WeirException.class, () -> changes(source));
    assertEquals(
        "partition keyless-0, offset 0, key: the message has no key, and says nothing about any"
            + " row",
        e.getMessage());
  }

  @Test
  void oneMessageCanBeTwoRowsWithItsKeyAndMetadata() throws Exception {
    broker.createTopic("log", 1);
    broker.send(
        "log",
        0,
        "{\"k\":7}",
        "{\"before\":null,\"after\":{\"a\":1},\"op\":\"c\"}",
        "{\"before\":{\"a\":1},\n\"after\":{\"a\":2},\"op\":\"u\",\"source\":{\"table\":\"t\"}}",
        null,
        "{\"before\":{\"a\":2},\"after\":null,\"op\":\"d\"}");
    Map<String, String> options = new TreeMap<>(WHOLE);
    options.putAll(
        Map.of(
            "topic", "log",
            "key.format", "json",
            "key.fields", "k",
            "value.fields-include", "EXCEPT_KEY",
            "value.format", "debezium-json"));
    TableDescriptor table = table("k INT, a INT, o BIGINT", Map.of("o", "offset"), options);
    Source source = new KafkaConnector().createSource(table, List.of(0, 1, 2));
    assertEquals(ChangelogKind.RETRACT, source.changelog());
    assertEquals(
        List.of("+I 7 | 1 | 0", "-U 7 | 1 | 1", "+U 7 | 2 | 1", "-D 7 | 2 | 3"), changes(source));
    Map<String, String> metadata = Map.of("o", "offset", "t", "value.source.table");
    TableDescriptor named = table("k INT, a INT, t STRING, o BIGINT", metadata, options);
    assertEquals(
        List.of("+I 1 | NULL | 0", "-U 1 | t | 1", "+U 2 | t | 1", "-D 2 | NULL | 3"),
        changes(new KafkaConnector().createSource(named, List.of(1, 2, 3))));
    assertEquals(
        List.of("+I NULL", "-U t", "+U t", "-D NULL"),
        changes(new KafkaConnector().createSource(named, List.of(2))));
  }

  @Test
  void changesAreWrittenAsMessages() throws Exception {
    broker.createTopic("written", 1);
    TableDescriptor table =
        table("a INT", Map.of(), Map.of("topic", "written", "format", "debezium-json"));
    assertEquals(Connector.SinkInput.ANY, new KafkaConnector().sinkInput(table));
    Sink sink = new KafkaConnector().createSink(table);
    try (SinkWriter writer = sink.createWriter(context());
        Committer committer = sink.createCommitter("w")) {
      committer.begin();
      byte[] kinds = {RowKind.INSERT, RowKind.UPDATE_BEFORE, RowKind.UPDATE_AFTER, RowKind.DELETE};
      writer.write(ints(kinds, 1, 1, 2, 2));
      committer.commit(1, writer.snapshot(1, true).complete().committables());
    }
    assertEquals(
        List.of(
            "{\"before\":null,\"after\":{\"a\":1},\"op\":\"c\"}",
            "{\"before\":{\"a\":1},\"after\":null,\"op\":\"d\"}",
            "{\"before\":null,\"after\":{\"a\":2},\"op\":\"c\"}",
            "{\"before\":{\"a\":2},\"after\":null,\"op\":\"d\"}"),
        lines("written"));
  }

  @Test
  void headersAreWritten() throws Exception {
    broker.createTopic("headers", 1);
    Map<String, String> options = new TreeMap<>(WHOLE);
    options.putAll(Map.of("topic", "headers", "format", "json"));
    TableDescriptor table = table("a INT, h MAP<STRING, BYTES>", Map.of("h", "headers"), options);
    Sink sink = new KafkaConnector().createSink(table);
    try (SinkWriter writer = sink.createWriter(context());
        Committer committer = sink.createCommitter("h")) {
      committer.begin();
      Schema schema = TypeText.schema("a INT, h MAP<STRING, BYTES>");
      Map<String, byte[]> headers = new TreeMap<>();
      headers.put("x", "1".getBytes(StandardCharsets.UTF_8));
      headers.put("y", null);
      List<Object> maps = new ArrayList<>();
      maps.add(headers);
      maps.add(null);
      List<FieldVector> vectors =
          List.of(
              Values.vector(schema.type(0), List.of(1L, 2L), allocator),
              Values.vector(schema.type(1), maps, allocator));
      writer.write(Batch.ofInserts(schema, vectors, 2));
      committer.commit(1, writer.snapshot(1, true).complete().committables());
    }
    Source source = new KafkaConnector().createSource(table, List.of(0, 1));
    assertEquals(List.of("+I 1 | {x=31, y=NULL}", "+I 2 | {}"), changes(source));
  }

  @Test
  void anEpochInDoubtWhoseRecordIsLostIsNotPublishedTwice() throws Exception {
    broker.createTopic("lost", 1);
    byte[] epoch = epoch("lost", Map.of());
    Sink sink = new KafkaConnector().createSink(out("lost", Map.of()));
    try (Committer committer = sink.createCommitter("l")) {
      WeirException e =
          assertThrows(WeirException.class, () -> committer.commit(3, List.of(epoch)));
      assertEquals(
          "whether checkpoint 3 has been published to topic 'lost' is not known: group"
              + " 'weir-l-epochs' has lost its offset, which records it",
          e.getMessage());
    }
    Sink skipping =
        new KafkaConnector().createSink(out("lost", Map.of("sink.missing-epoch-record", "skip")));
    try (Committer committer = skipping.createCommitter("l")) {
      committer.commit(3, List.of(epoch));
      committer.cleanUp(3);
    }
    assertEquals(List.of(), lines("lost"));
    try (Committer committer = sink.createCommitter("l")) {
      committer.commit(3, List.of(epoch));
      committer.commit(4, List.of(epoch));
    }
    assertEquals(List.of("{\"a\":1}"), lines("lost"));
    Sink publishing =
        new KafkaConnector()
            .createSink(out("lost", Map.of("sink.missing-epoch-record", "publish")));
    try (Committer committer = publishing.createCommitter("m")) {
      committer.commit(3, List.of(epoch));
    }
    assertEquals(2, lines("lost").size());
  }

  @Test
  @SuppressWarnings("removal")
  void anEpochThatIsBeingRecordedIsNotTakenForNone() throws Exception {
    broker.createTopic("doubt", 1);
    Sink sink = new KafkaConnector().createSink(out("doubt", Map.of()));
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker.address(), "transactional.id", "another");
    try (Committer committer = sink.createCommitter("d");
        Committer restarted = sink.createCommitter("d");
        KafkaProducer<byte[], byte[]> another =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      committer.begin();
      another.initTransactions();
      another.beginTransaction();
      another.sendOffsetsToTransaction(
          Map.of(new TopicPartition("doubt", 0), new OffsetAndMetadata(7)),
          new ConsumerGroupMetadata("weir-d-epochs"));
      restarted.cleanUp(9);
      assertEquals(OptionalLong.of(0), restarted.publishedAfter(-1));
      another.abortTransaction();
      assertEquals(OptionalLong.of(0), restarted.publishedAfter(-1));
      assertEquals(OptionalLong.empty(), restarted.publishedAfter(0));
    }
  }

  @Test
  void aLargeEpochAsksForACheckpointAndARestingOneKeepsTheRecord() throws Exception {
    broker.createTopic("large", 1);
    Sink sink = new KafkaConnector().createSink(out("large", Map.of("sink.epoch-size", "100 b")));
    SourceKit.ManualClock clock = new SourceKit.ManualClock();
    Sink.WriterContext context =
        new Sink.WriterContext(0, 2, "g", List.of(), clock, allocator, DirectRequests.INSTANCE);
    try (SinkWriter writer = sink.createWriter(context);
        Committer committer = sink.createCommitter("g")) {
      committer.begin();
      writer.write(ints(null, 1));
      assertTrue(!writer.isEpochFull());
      writer.write(ints(null, 2));
      assertTrue(writer.isEpochFull());
      writer.snapshot(1, false).complete();
      assertTrue(!writer.isEpochFull());
      assertEquals(List.of(), writer.snapshot(2, false).complete().committables());
      clock.advanceMillis(25L * 3600 * 1000);
      List<byte[]> refresh = writer.snapshot(3, false).complete().committables();
      assertEquals(1, refresh.size());
      committer.commit(3, refresh);
      assertEquals(List.of(), lines("large"));
      assertEquals(3, offset("weir-g-epochs", "large"));
    }
  }

  @Test
  void newPartitionsAreFoundAndPositionsCommitted() throws Exception {
    broker.createTopic("growing", 1);
    broker.send("growing", 0, null, "a", "b");
    Map<String, String> options =
        Map.of(
            "topic-pattern", "grow.*",
            "scan.startup.mode", "latest-offset",
            "properties.group.id", "watched",
            "scan.topic-partition-discovery.interval", "1 s",
            "format", "raw");
    TableDescriptor table = table("line STRING", Map.of(), options);
    Source source = new KafkaConnector().createSource(table, List.of(0));
    assertEquals(1000, source.discoveryIntervalMillis());
    List<Split> known = source.discover();
    assertEquals(List.of(), source.discoverMore(known));
    broker.topics().grow("growing", 2);
    broker.send("growing", 1, null, "c");
    broker.createTopic("grown", 1);
    List<Split> added = source.discoverMore(known);
    assertEquals(List.of("growing-1", "grown-0"), added.stream().map(Split::id).sorted().toList());
    assertEquals("0", added.get(0).properties().get("start"));
    try (PositionPublisher publisher = source.positionPublisher().orElseThrow()) {
      publisher.publish(Map.of(known.get(0), new SplitPosition(2, 0)));
      publisher.publish(Map.of(known.get(0), new SplitPosition(1, 0)));
    }
    assertEquals(1, offset("watched", "growing"));
    Map<String, String> bounded = new TreeMap<>(WHOLE);
    bounded.putAll(
        Map.of(
            "topic", "growing",
            "properties.group.id", "watched",
            "properties.auto.offset.reset", "latest",
            "scan.bounded.mode", "group-offsets",
            "format", "raw"));
    TableDescriptor toGroup = table("line STRING", Map.of(), bounded);
    assertEquals(
        List.of("+I a", "+I c"), changes(new KafkaConnector().createSource(toGroup, List.of(0))));
  }

  @Test
  void aPatternMayMatchNoTopicYet() throws Exception {
    Map<String, String> options =
        new TreeMap<>(
            Map.of(
                "topic-pattern", "later.*",
                "scan.startup.mode", "latest-offset",
                "scan.topic-partition-discovery.interval", "1 s",
                "format", "raw"));
    TableDescriptor waiting = table("line STRING", Map.of(), options);
    Source source = new KafkaConnector().createSource(waiting, List.of(0));
    assertEquals(List.of(), source.discover());
    assertEquals(List.of(), source.discoverMore(List.of()));
    options.put("scan.topic-partition-discovery.interval", "0 s");
    TableDescriptor once = table("line STRING", Map.of(), options);
    Source never = new KafkaConnector().createSource(once, List.of(0));
    WeirException nothing = assertThrows(WeirException.class, never::discover);
    assertTrue(nothing.getMessage().contains("no topic matches 'later.*'"), nothing.getMessage());
    broker.createTopic("later-on", 1);
    broker.send("later-on", 0, null, "a");
    List<Split> added = source.discoverMore(List.of());
    assertEquals(List.of("later-on-0"), added.stream().map(Split::id).toList());
    assertEquals("0", added.get(0).properties().get("start"));
  }

  @Test
  void mistakesAreSaidBeforeARowIsRead() {
    TableDescriptor elsewhere =
        new TableDescriptor(
            "t",
            TypeText.schema("a INT"),
            Map.of(),
            List.of(),
            List.of(),
            new TreeMap<>(
                Map.of(
                    "connector", "kafka",
                    "topic", "t",
                    "format", "json",
                    "scan.startup.mode", "earliest-offset",
                    "properties.bootstrap.servers", "localhost:1",
                    "properties.default.api.timeout.ms", "300",
                    "properties.request.timeout.ms", "200")));
    Source source = new KafkaConnector().createSource(elsewhere, List.of(0));
    WeirException unreachable = assertThrows(WeirException.class, source::discover);
    assertTrue(unreachable.getMessage().contains("'localhost:1'"), unreachable.getMessage());
    assertEquals("check that the brokers can be reached", unreachable.hint());
    TableDescriptor unresolved =
        new TableDescriptor(
            "t",
            TypeText.schema("a INT"),
            Map.of(),
            List.of(),
            List.of(),
            new TreeMap<>(
                Map.of(
                    "connector", "kafka",
                    "topic", "t",
                    "format", "json",
                    "properties.bootstrap.servers", "no-such-host.invalid:1")));
    Sink sink = new KafkaConnector().createSink(unresolved);
    WeirException unknown = assertThrows(WeirException.class, sink::prepare);
    assertTrue(unknown.getMessage().contains("no-such-host.invalid"), unknown.getMessage());
    assertThrows(
        OptionException.class,
        () ->
            new KafkaConnector()
                .createSource(
                    table(
                        "a INT",
                        Map.of(),
                        Map.of("topic", "t", "format", "json", "scan.bounded.mode", "timestamp")),
                    List.of(0)));
  }

  private byte[] epoch(String topic, Map<String, String> options) throws IOException {
    Sink sink = new KafkaConnector().createSink(out(topic, options));
    try (SinkWriter writer = sink.createWriter(context())) {
      writer.write(ints(null, 1));
      return writer.snapshot(1, false).complete().committables().get(0);
    }
  }

  private static long offset(String group, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return offsets.get(new TopicPartition(topic, 0)).offset();
    }
  }

  private List<String> lines(String topic) throws IOException {
    Map<String, String> options = new TreeMap<>(WHOLE);
    options.putAll(Map.of("topic", topic, "format", "raw"));
    TableDescriptor table = table("line STRING", Map.of(), options);
    return changes(new KafkaConnector().createSource(table, List.of(0))).stream()
        .map(line -> line.substring(3))
        .toList();
  }

  private List<String> changes(Source source) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Split split : source.discover()) {
      try (SplitReader reader = source.open(split, null, allocator)) {
        while (!reader.isFinished() && !Thread.interrupted()) {
          try (Batch batch = reader.read()) {
            if (batch != null) {
              lines.addAll(RowText.changes(batch));
            }
          }
        }
      }
    }
    return lines;
  }

  private Batch ints(byte[] kinds, int... values) {
    Schema schema = TypeText.schema("a INT");
    List<Long> longs = IntStream.of(values).mapToObj(value -> (long) value).toList();
    FieldVector vector = Values.vector(schema.type(0), longs, allocator);
    int rows = values.length;
    return new Batch(schema, List.of(vector), rows, Selection.all(rows), kinds, null);
  }

  private Sink.WriterContext context() {
    return new Sink.WriterContext(
        0, 1, "i1", List.of(), new SourceKit.ManualClock(), allocator, DirectRequests.INSTANCE);
  }

  private static TableDescriptor out(String topic, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("topic", topic);
    options.put("format", "json");
    return table("a INT", Map.of(), options);
  }

  private static TableDescriptor upsert(String schema, String topic, Map<String, String> more) {
    TreeMap<String, String> options = new TreeMap<>(more);
    options.put("connector", "upsert-kafka");
    options.put("topic", topic);
    options.put("properties.bootstrap.servers", broker.address());
    options.put("key.format", "json");
    options.put("value.format", "json");
    options.put("value.fields-include", "EXCEPT_KEY");
    options.put("scan.bounded.mode", "latest-offset");
    Schema columns = TypeText.schema(schema);
    return new TableDescriptor(
        "t", columns, Map.of(), List.of(columns.name(0)), List.of(), options);
  }

  private static TableDescriptor table(
      String schema, Map<String, String> metadata, Map<String, String> options) {
    TreeMap<String, String> all = new TreeMap<>(options);
    all.put("connector", "kafka");
    all.put("properties.bootstrap.servers", broker.address());
    return new TableDescriptor("t", TypeText.schema(schema), metadata, List.of(), List.of(), all);
  }
}
