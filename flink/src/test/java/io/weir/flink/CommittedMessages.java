package io.weir.flink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of committed messages has seen of a topic, from its beginning. */
final class CommittedMessages implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_SECONDS = 300;

  private final KafkaConsumer<String, String> consumer;
  private final List<String> values = new ArrayList<>();

  CommittedMessages(String brokers, String topic, int partitions) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Reads until there are so many, or more. */
  void await(long count) {
    await(messages -> messages.size(), count);
  }

  /** Reads until what is measured of all messages is so much, or more. */
  void await(ToLongFunction<List<String>> measure, long amount) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (measure.applyAsLong(values) < amount) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%d of %d in %d messages that were committed, at last %s"
                .formatted(
                    measure.applyAsLong(values),
                    amount,
                    values.size(),
                    values.subList(Math.max(0, values.size() - 10), values.size())));
      }
      poll();
    }
  }

  /** Reads all that are there. */
  List<String> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
    return values;
  }

  private void poll() {
    for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
      values.add(message.value());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
