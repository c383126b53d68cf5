package io.weir.runtime.connector.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a broker that calls transactions complete while their messages stand open. */
class OpenTransactionsTest {
  @TempDir static Path directory;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = KafkaBroker.start(directory);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatWasAbortedDoesNotAppearWithTheNextEpoch() throws Exception {
    broker.createTopic("aborted", 1);
    Sink sink = sink("aborted", Map.of());
    try (Committer committer = sink.createCommitter("a")) {
      committer.begin();
      committer.commit(1, epoch("one"));
    }
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker.address(), "transactional.id", "weir-a");
    try (KafkaProducer<String, String> torn =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      torn.initTransactions();
      torn.beginTransaction();
      torn.send(new ProducerRecord<>("aborted", "two"));
      torn.flush();
      broker.withoutLeader(
          "aborted",
          () -> {
            torn.abortTransaction();
            awaitCompletion("weir-a");
          });
    }
    assertEquals(Map.of(0, 2L), open(sink, "weir-a"));
    try (Committer restarted = sink.createCommitter("a")) {
      restarted.commit(2, epoch("two"));
    }
    assertEquals(List.of("one", "two"), messages("aborted"));
  }

  @Test
  void nothingIsAbortedThatWasCommitted() throws Exception {
    broker.createTopic("committed", 1);
    Sink sink = sink("committed", Map.of());
    try (Committer committer = sink.createCommitter("c")) {
      committer.begin();
      committer.commit(1, epoch("one"));
      awaitCompletion("weir-c");
      broker.withoutLeader(
          "committed",
          () -> {
            commit(committer, 2, "two");
            awaitCompletion("weir-c");
          });
    }
    assertEquals(Map.of(0, 2L), open(sink, "weir-c"));
    try (Committer restarted = sink.createCommitter("c")) {
      WeirException e =
          assertThrows(WeirException.class, () -> restarted.commit(3, epoch("three")));
      assertTrue(
          e.getMessage().startsWith("the broker has lost the commit of messages from offset 2 on"),
          e.getMessage());
      assertFalse(e.isRetryable());
    }
    Sink accepting = sink("committed", Map.of("sink.missing-epoch-record", "skip"));
    try (Committer restarted = accepting.createCommitter("c")) {
      restarted.commit(3, epoch("three"));
    }
    assertEquals(Map.of(), open(sink, "weir-c"));
    assertEquals(List.of("one", "two", "three"), messages("committed"));
  }

  @Test
  void nobodyIsShutOutWhileAPartitionHasNoLeader() throws Exception {
    broker.createTopic("headless", 1);
    Sink sink = sink("headless", Map.of());
    try (Committer committer = sink.createCommitter("h")) {
      committer.begin();
    }
    try (Committer restarted = sink.createCommitter("h")) {
      broker.withoutLeader(
          "headless",
          () -> {
            WeirException e =
                assertThrows(WeirException.class, () -> restarted.commit(1, epoch("one")));
            assertTrue(e.getMessage().contains("has no leader"), e.getMessage());
            assertTrue(e.isRetryable());
          });
      restarted.commit(1, epoch("one"));
    }
    assertEquals(List.of("one"), messages("headless"));
  }

  @Test
  void offsetsAreWrittenDownAndReadAgain() {
    WrittenOffsets offsets = new WrittenOffsets();
    assertEquals("", offsets.text());
    offsets.note(0, 0);
    offsets.note(17, 1_000_000);
    offsets.note(17, 999_999);
    WrittenOffsets read = WrittenOffsets.of(offsets.text());
    assertEquals("0:0 17:lfls", read.text());
    assertTrue(read.reach(0, 0) && read.reach(17, 1_000_000));
    assertFalse(read.reach(0, 1) || read.reach(1, 0) || read.reach(17, 1_000_001));
    for (int i = 0; i < 1000; i++) {
      offsets.note(i, Long.MAX_VALUE - 1);
    }
    assertEquals(WrittenOffsets.UNKNOWN, offsets.text());
    assertTrue(WrittenOffsets.of(offsets.text()).reach(2000, Long.MAX_VALUE));
  }

  /** Waits until the broker calls a transaction complete. */
  private static void awaitCompletion(String transactionalId) {
    try (Admin admin = admin()) {
      TransactionState state;
      do {
        state =
            admin
                .describeTransactions(List.of(transactionalId))
                .description(transactionalId)
                .get()
                .state();
      } while (state != TransactionState.COMPLETE_ABORT
          && state != TransactionState.COMPLETE_COMMIT);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<Integer, Long> open(Sink sink, String transactionalId) {
    try (Admin admin = admin()) {
      return new OpenTransactions((KafkaSink) sink, transactionalId).find(admin);
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.address()));
  }

  private static void commit(Committer committer, long epoch, String message) {
    try {
      committer.commit(epoch, epoch(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> epoch(String message) {
    StagedMessages staged = new StagedMessages();
    byte[] value = message.getBytes(StandardCharsets.UTF_8);
    staged.add(new Message(null, value, -1, -1, List.of()));
    return List.of(staged.take());
  }

  private static Sink sink(String topic, Map<String, String> more) {
    TreeMap<String, String> options = new TreeMap<>(more);
    options.put("connector", "kafka");
    options.put("topic", topic);
    options.put("format", "json");
    options.put("properties.bootstrap.servers", broker.address());
    return new KafkaConnector()
        .createSink(
            new TableDescriptor(
                "t", TypeText.schema("a STRING"), Map.of(), List.of(), List.of(), options));
  }

  /** What a reader of committed messages sees of all that has been sent. */
  private static List<String> messages(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    long end;
    try (KafkaConsumer<String, String> consumer = consumer("read_uncommitted")) {
      end = consumer.endOffsets(List.of(partition)).get(partition);
    }
    List<String> messages = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer("read_committed")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(20)).forEach(message -> messages.add(message.value()));
      }
    }
    return messages;
  }

  private static KafkaConsumer<String, String> consumer(String isolation) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker.address(), "isolation.level", isolation);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }
}
