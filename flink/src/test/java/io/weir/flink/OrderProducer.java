package io.weir.flink;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends orders, numbered from 0, to the partitions of a topic in turn until it is closed. */
final class OrderProducer implements AutoCloseable {
  private static final long PAUSE_NANOS = 1_000_000;

  private final String brokers;
  private final String topic;
  private final int partitions;
  private final Thread thread = new Thread(this::send, "orders");
  private volatile boolean isClosed;
  private volatile long sent;

  OrderProducer(String brokers, String topic, int partitions) {
    this.brokers = brokers;
    this.topic = topic;
    this.partitions = partitions;
    thread.start();
  }

  private void send() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
      for (long id = 0; !isClosed; id++) {
        String value = "{\"id\":" + id + ",\"amount\":" + id % 100 + "}";
        producer.send(new ProducerRecord<>(topic, (int) (id % partitions), null, value));
        sent = id + 1;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Waits until there are so many. */
  void await(long count) {
    while (sent < count && thread.isAlive()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** How many there are. */
  long sent() {
    return sent;
  }

  /** Ends when all have arrived. */
  @Override
  public void close() throws InterruptedException {
    isClosed = true;
    thread.join();
  }
}
