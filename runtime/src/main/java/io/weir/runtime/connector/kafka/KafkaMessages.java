package io.weir.runtime.connector.kafka;

import io.weir.runtime.error.WeirException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The messages of one partition, as they come; their bytes are those of the fetched buffers. */
record KafkaMessages(
    Consumer<ByteBuffer, ByteBuffer> consumer, TopicPartition partition, String servers)
    implements AutoCloseable {
  /** Messages that are there now; none without waiting. */
  List<ConsumerRecord<ByteBuffer, ByteBuffer>> poll() {
    try {
      return consumer.poll(Duration.ZERO).records(partition);
    } catch (OffsetOutOfRangeException e) {
      throw WeirException.permanent(
          "partition "
              + partition
              + " has no offset "
              + e.offsetOutOfRangePartitions().get(partition)
              + " any more: its messages have been deleted, or the topic has been made anew",
          "keep messages longer, or start afresh with --fresh",
          e);
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, "reading partition " + partition, servers);
    }
  }

  /** The offset of the next message, behind markers of transactions too. */
  long position() {
    return consumer.position(partition);
  }

  /** Whether the broker has said that nothing is behind the position. */
  boolean isAtEnd() {
    return consumer.currentLag(partition).orElse(1) == 0;
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
  }
}
