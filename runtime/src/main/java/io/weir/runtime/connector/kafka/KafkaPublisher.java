package io.weir.runtime.connector.kafka;

import io.weir.runtime.error.WeirException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer of one topic, with the transaction that it may have. */
final class KafkaPublisher implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 1000;

  /** Properties that depend on each other: who sets one of them sets what goes with it. */
  private static final List<String> TIMES =
      List.of("linger.ms", "request.timeout.ms", "delivery.timeout.ms");

  private final KafkaSink sink;
  private final String doing;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** What was sent and has neither arrived nor failed; below zero for a moment in sending. */
  private final AtomicLong underway = new AtomicLong();

  private WrittenOffsets written = new WrittenOffsets();
  private int partitions;
  private long sent;
  private boolean isClosed;

  /** With a {@code transactionalId}, whoever had it before is shut out, and its work settled. */
  KafkaPublisher(KafkaSink sink, Optional<String> transactionalId) {
    this.sink = sink;
    this.doing = "writing table '" + sink.table() + "' to topic '" + sink.topic() + "'";
    Properties properties = sink.options().properties();
    properties.remove("group.id");
    properties.putIfAbsent("acks", "all");
    if (TIMES.stream().noneMatch(properties::containsKey)) {
      // A commit that cannot reach the broker is tried again anyway, and can be given up between.
      properties.put("request.timeout.ms", "15000");
      properties.put("delivery.timeout.ms", "30000");
    }
    properties.putIfAbsent("linger.ms", "5");
    properties.putIfAbsent("max.block.ms", "15000");
    transactionalId.ifPresent(
        id -> {
          properties.put("transactional.id", id);
          properties.putIfAbsent("transaction.timeout.ms", "900000");
        });
    try {
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
    if (transactionalId.isPresent()) {
      try {
        producer.initTransactions();
      } catch (KafkaException e) {
        close();
        throw KafkaErrors.of(e, doing, sink.options().servers());
      }
    }
  }

  void send(Message message) {
    try {
      producer.send(
          new ProducerRecord<>(
              sink.topic(),
              partition(message.lane()),
              message.timestampMillis() < 0 ? null : message.timestampMillis(),
              message.key(),
              message.value(),
              headers(message)),
          this::arrived);
      sent++;
      underway.incrementAndGet();
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
  }

  private void arrived(RecordMetadata where, Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    } else if (where.hasOffset()) {
      written.note(where.partition(), where.offset());
    }
    if (underway.decrementAndGet() == 0) {
      synchronized (underway) {
        underway.notifyAll();
      }
    }
  }

  private static List<Header> headers(Message message) {
    List<Header> headers = new ArrayList<>(message.headers().size());
    for (Message.Header header : message.headers()) {
      headers.add(new RecordHeader(header.name(), header.value()));
    }
    return headers;
  }

  private Integer partition(int lane) {
    if (lane < 0) {
      return null;
    }
    if (partitions == 0) {
      partitions = producer.partitionsFor(sink.topic()).size();
    }
    return lane % partitions;
  }

  /**
   * Waits until everything sent has arrived. A producer may divide a batch that is too large for
   * the topic into the very same batch, again and again: a small message fits into the room that it
   * reserves for a large one. A batch can be divided once in vain and once for each message.
   */
  void flush() {
    while (!hasArrived()) {
      if (divisions() > 2 * sent) {
        close();
        RecordTooLargeException cause =
            new RecordTooLargeException("a message is larger than the topic takes");
        throw KafkaErrors.of(cause, doing, sink.options().servers());
      }
    }
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw KafkaErrors.of(failed, doing, sink.options().servers());
    }
  }

  /** Whether everything sent has arrived or failed, which it waits for, but not for ever. */
  private boolean hasArrived() {
    synchronized (underway) {
      if (underway.get() > 0) {
        try {
          underway.wait(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw WeirException.retryable(doing + ": interrupted", null, e);
        }
      }
      return underway.get() == 0;
    }
  }

  /** How often a batch has been divided, being too large. */
  private long divisions() {
    for (Metric metric : producer.metrics().values()) {
      if (metric.metricName().name().equals("batch-split-total")) {
        return ((Number) metric.metricValue()).longValue();
      }
    }
    throw new AssertionError("the producer does not count the batches that it divides");
  }

  void begin() {
    try {
      producer.beginTransaction();
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
  }

  /** How far the topic had been written to when this producer began. */
  void goOnBehind(WrittenOffsets before) {
    written = before;
  }

  /**
   * Commits what was sent since {@link #begin}, and with it an offset of a group; returns what it
   * says. The group has no members, so that there is no consumer to ask for its metadata.
   */
  @SuppressWarnings("removal")
  EpochRecord.Recorded commit(EpochRecord record, long epoch) {
    try {
      flush();
      EpochRecord.Recorded recorded = new EpochRecord.Recorded(epoch, written);
      producer.sendOffsetsToTransaction(
          Map.of(record.partition(), recorded.offset()), new ConsumerGroupMetadata(record.group()));
      producer.commitTransaction();
      return recorded;
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
  }

  /** Aborts what was sent since {@link #begin}. */
  void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
  }

  /**
   * Aborts what stands open in some partitions: the mark of a transaction that is aborted is for
   * all that its producer has written there since the last mark.
   */
  void abortIn(Collection<Integer> openPartitions) {
    begin();
    try {
      for (int partition : openPartitions) {
        producer.send(new ProducerRecord<>(sink.topic(), partition, new byte[0], null));
      }
      flush();
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
    abort();
  }

  /** Whether it has been closed, with a transaction that may stand open. */
  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
    producer.close(Duration.ZERO);
  }
}
