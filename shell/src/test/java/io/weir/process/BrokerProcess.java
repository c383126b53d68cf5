package io.weir.process;

import io.weir.runtime.connector.kafka.BrokerConfiguration;
import io.weir.runtime.connector.kafka.Topics;
import io.weir.runtime.connector.kafka.Transactions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka broker in a process of its own, to be killed and started again. */
final class BrokerProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  private final Path directory;
  private final BrokerConfiguration configuration;
  private Process process;

  private BrokerProcess(Path directory, BrokerConfiguration configuration) {
    this.directory = directory;
    this.configuration = configuration;
  }

  /** Formats a new log in {@code directory} and starts a broker on it. */
  static BrokerProcess start(Path directory) throws Exception {
    String cleanUp = "transaction.abort.timed.out.transaction.cleanup.interval.ms";
    BrokerProcess broker =
        new BrokerProcess(
            directory, BrokerConfiguration.inDirectory(directory, Map.of(cleanUp, "500")));
    broker.restart();
    return broker;
  }

  /** Starts it again where it was, and waits until it answers. */
  void restart() throws Exception {
    Path log = directory.resolve("broker.txt");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                configuration.file().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (Admin admin = admin()) {
      boolean isUp = false;
      while (!isUp) {
        isUp = answers(admin);
        if (!process.isAlive()) {
          throw new AssertionError("the broker ended: " + Files.readString(log));
        }
      }
    }
  }

  private static boolean answers(Admin admin) throws InterruptedException {
    try {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException notYet) {
      return false;
    }
  }

  /** Kills it (SIGKILL). */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  String address() {
    return configuration.address();
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address()));
  }

  void createTopic(String name, int partitions) throws Exception {
    new Topics(address()).create(name, partitions, Map.of());
  }

  /** Appends {@code count} messages, the numbers from 0, to the partitions in turn. */
  void sendNumbers(String topic, int partitions, int count) {
    Map<String, Object> properties = Map.of("bootstrap.servers", address(), "linger.ms", "20");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, i % partitions, null, "{\"n\":" + i + "}"));
      }
    }
  }

  /** The values of all committed messages, sorted, when every transaction has been decided. */
  List<String> committed(String topic, int partitions) {
    return messages(topic, partitions).stream().map(ConsumerRecord::value).sorted().toList();
  }

  /** All committed messages, those of a partition in order, when every transaction is decided. */
  List<ConsumerRecord<String, String>> messages(String topic, int partitions) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<String, String> consumer = consumer("read_uncommitted")) {
      ends = consumer.endOffsets(all);
    }
    List<ConsumerRecord<String, String>> messages = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer("read_committed")) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long begun = System.nanoTime();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(POLL).forEach(messages::add);
        if (System.nanoTime() - begun > PATIENCE_NANOS) {
          throw new AssertionError("a transaction of topic " + topic + " is never decided");
        }
      }
    }
    return messages;
  }

  private KafkaConsumer<String, String> consumer(String isolation) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            address(),
            "isolation.level",
            isolation,
            "enable.auto.commit",
            "false");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }

  /** The transactions that have begun and not ended. */
  List<String> openTransactions() throws Exception {
    return new Transactions(address()).open();
  }

  /** What it has said, for assertion messages. */
  String said() {
    try {
      return Files.readString(directory.resolve("broker.txt"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "its output cannot be read: " + e;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
