package io.weir.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
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

  private final Path directory;
  private final Path configuration;
  private final int port;
  private Process process;

  private BrokerProcess(Path directory, Path configuration, int port) {
    this.directory = directory;
    this.configuration = configuration;
    this.port = port;
  }

  /** Formats a new log in {@code directory} and starts a broker on it. */
  static BrokerProcess start(Path directory) throws Exception {
    int port = freePort();
    int controllerPort = freePort();
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    properties.put("log.dirs", directory.resolve("log").toString());
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
    Path file = directory.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] format = {"format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", file.toString()};
    kafka.tools.StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream()));
    BrokerProcess broker = new BrokerProcess(directory, file, port);
    broker.restart();
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
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
                configuration.toString())
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
    return "localhost:" + port;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address()));
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
      while (!isKnown(admin, name)) {
        Thread.onSpinWait();
      }
    }
  }

  /** Whether the broker answers for the topic, which it begins to some time after making it. */
  private static boolean isKnown(Admin admin, String name) throws InterruptedException {
    try {
      return admin.describeTopics(List.of(name)).allTopicNames().get().containsKey(name);
    } catch (ExecutionException notYet) {
      return false;
    }
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

  /** The values of all committed messages, sorted. */
  List<String> committed(String topic, int partitions) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", address(),
            "isolation.level", "read_committed",
            "enable.auto.commit", "false");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
          values.add(message.value());
        }
      }
    }
    values.sort(null);
    return values;
  }

  /** The transactions that have begun and not ended. */
  List<String> openTransactions() throws Exception {
    try (Admin admin = admin()) {
      List<String> open = new ArrayList<>();
      for (TransactionListing listing : admin.listTransactions().all().get()) {
        if (listing.state() == TransactionState.ONGOING) {
          open.add(listing.transactionalId());
        }
      }
      return open;
    }
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
