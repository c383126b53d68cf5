package io.weir.runtime.connector.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker, which is its own controller, in this process. */
public final class KafkaBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final BrokerConfiguration configuration;
  private final Topics topics;

  private KafkaBroker(KafkaRaftServer server, BrokerConfiguration configuration) {
    this.server = server;
    this.configuration = configuration;
    this.topics = new Topics(configuration.address());
  }

  /** Starts one on a new log in {@code directory}. */
  public static KafkaBroker start(Path directory) throws IOException {
    BrokerConfiguration configuration = BrokerConfiguration.inDirectory(directory, Map.of());
    KafkaConfig config = KafkaConfig.fromProps(configuration.properties());
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, configuration);
  }

  /** Where clients find it. */
  public String address() {
    return configuration.address();
  }

  /** Where clients find it that have a name and a password. */
  public String secureAddress() {
    return configuration.secureAddress();
  }

  /** Its topics. */
  public Topics topics() {
    return topics;
  }

  /** Makes a topic. */
  public void createTopic(String name, int partitions)
      throws ExecutionException, InterruptedException {
    topics.create(name, partitions, Map.of());
  }

  /** Deletes a topic. */
  public void deleteTopic(String name) throws ExecutionException, InterruptedException {
    topics.delete(name);
  }

  /** Appends messages, each with time 1000 times its offset; {@code null} is no value. */
  public void send(String topic, int partition, String key, String... values) {
    Map<String, Object> properties = Map.of("bootstrap.servers", address());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      long time = 1000;
      for (String value : values) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, time, keyBytes, valueBytes));
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
