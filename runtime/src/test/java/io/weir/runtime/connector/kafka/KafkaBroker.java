package io.weir.runtime.connector.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker, which is its own controller, in this process. */
final class KafkaBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String address;

  private KafkaBroker(KafkaRaftServer server, String address) {
    this.server = server;
    this.address = address;
  }

  static KafkaBroker start(Path directory) throws IOException {
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
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("auto.create.topics.enable", "false");
    Path file = directory.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] format = {"format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", file.toString()};
    kafka.tools.StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream()));
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, "localhost:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where clients find it. */
  String address() {
    return address;
  }

  void createTopic(String name, int partitions) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
      while (!isKnown(admin, name)) {
        Thread.onSpinWait();
      }
    }
  }

  /** Whether the broker answers for the topic, which it begins to some time after making it. */
  private static boolean isKnown(Admin admin, String name) throws InterruptedException {
    try {
      admin.describeTopics(List.of(name)).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new AssertionError(e);
    }
  }

  void deleteTopic(String name) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  /** Appends messages, each with time 1000 times its offset; {@code null} is no value. */
  void send(String topic, int partition, String key, String... values) {
    Map<String, Object> properties = Map.of("bootstrap.servers", address);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      long time = 1000;
      for (String value : values) {
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                time,
                key == null ? null : key.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        time += 1000;
      }
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
