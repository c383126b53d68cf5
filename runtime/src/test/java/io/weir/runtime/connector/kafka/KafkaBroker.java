package io.weir.runtime.connector.kafka;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.TopicImage;
import org.apache.kafka.metadata.LeaderConstants;

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
    // Without records that say nothing: what withoutLeader() pretends would end with the next one.
    // And it is not shut out by itself when it gets no processor for a while.
    Map<String, String> quiet =
        Map.of("metadata.max.idle.interval.ms", "0", "broker.session.timeout.ms", "300000");
    BrokerConfiguration configuration = BrokerConfiguration.inDirectory(directory, quiet);
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

  /**
   * Does something while the broker believes that the partitions of a topic have no leader, as it
   * does for a moment when it comes back after a crash.
   */
  void withoutLeader(String topic, Runnable action) throws ReflectiveOperationException {
    Field field = KafkaRaftServer.class.getDeclaredField("broker");
    field.setAccessible(true);
    BrokerServer broker = (BrokerServer) ((scala.Option<?>) field.get(server)).get();
    MetadataImage known = broker.metadataCache().currentImage();
    MetadataDelta delta = new MetadataDelta.Builder().setImage(known).build();
    TopicImage image = known.topics().getTopic(topic);
    for (int partition : image.partitions().keySet()) {
      delta.replay(
          new PartitionChangeRecord()
              .setTopicId(image.id())
              .setPartitionId(partition)
              .setLeader(LeaderConstants.NO_LEADER));
    }
    broker.metadataCache().setImage(delta.apply(known.provenance()));
    try {
      action.run();
    } finally {
      broker.metadataCache().setImage(known);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
