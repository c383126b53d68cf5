package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes an epoch in one transaction that also records its number as the offset of a group of
 * the incarnation's own. An epoch that a lost answer or a crash leaves in doubt is settled in this
 * order: a new producer shuts out the old one and completes or aborts its transaction; then the
 * record is read; then the epoch is published unless the record covers it.
 */
final class KafkaCommitter implements Committer {
  private final KafkaSink sink;
  private final String transactionalId;
  private final String group;
  private final TopicPartition record;
  private Optional<KafkaPublisher> publisher = Optional.empty();
  private long lastEpoch;

  KafkaCommitter(KafkaSink sink, String incarnation) {
    this.sink = sink;
    String prefix = sink.options().options().text(KafkaOptions.TRANSACTION_PREFIX);
    this.transactionalId = prefix + "-" + incarnation;
    this.group = transactionalId + "-epochs";
    this.record = new TopicPartition(sink.topic(), 0);
  }

  @Override
  public void commit(long checkpointId, List<byte[]> committables) throws IOException {
    if (committables.isEmpty()) {
      return;
    }
    boolean isCommitted = false;
    try {
      publish(checkpointId, committables);
      isCommitted = true;
    } finally {
      if (!isCommitted) {
        close();
      }
    }
  }

  private void publish(long epoch, List<byte[]> committables) throws IOException {
    if (publisher.isEmpty()) {
      publisher = Optional.of(new KafkaPublisher(sink, Optional.of(transactionalId)));
      lastEpoch = settled(epoch);
    }
    if (lastEpoch >= epoch) {
      return;
    }
    KafkaPublisher open = publisher.get();
    open.begin();
    for (byte[] staged : committables) {
      StagedMessages.read(staged, open::send);
    }
    open.commit(group, record, epoch);
    lastEpoch = epoch;
  }

  /** The last epoch that needs no publishing. */
  private long settled(long epoch) {
    OptionalLong recorded = recorded();
    if (recorded.isPresent()) {
      return recorded.getAsLong();
    }
    return switch (sink.options().options().text(KafkaOptions.MISSING_RECORD)) {
      case "publish" -> epoch - 1;
      case "skip" -> epoch;
      default ->
          throw WeirException.permanent(
              "whether checkpoint "
                  + epoch
                  + " has been published to topic '"
                  + sink.topic()
                  + "' is not known: group '"
                  + group
                  + "' has lost its offset, which records it",
              "look at the topic's last messages; then set '"
                  + KafkaOptions.MISSING_RECORD
                  + "' = 'skip' if they are there, 'publish' if not");
    };
  }

  @Override
  public void begin() {
    note(0);
  }

  /** Writes the record if there is none, at a time when no epoch is in doubt. */
  private void note(long epoch) {
    if (recorded().isPresent()) {
      return;
    }
    String doing = "recording where the output of topic '" + sink.topic() + "' begins";
    try (Admin admin = Admin.create(sink.options().adminProperties())) {
      KafkaErrors.await(
          admin
              .alterConsumerGroupOffsets(group, Map.of(record, new OffsetAndMetadata(epoch)))
              .all(),
          doing,
          sink.options().servers());
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
  }

  /** The epoch that was published last, settled for good. */
  private OptionalLong recorded() {
    String doing = "reading which epoch of topic '" + sink.topic() + "' was published last";
    try (Admin admin = Admin.create(sink.options().adminProperties())) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          KafkaErrors.await(
              admin
                  .listConsumerGroupOffsets(
                      group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                  .partitionsToOffsetAndMetadata(),
              doing,
              sink.options().servers());
      OffsetAndMetadata offset = offsets.get(record);
      return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, sink.options().servers());
    }
  }

  @Override
  public OptionalLong publishedAfter(long checkpointId) {
    OptionalLong last = recorded();
    return last.isPresent() && last.getAsLong() > checkpointId ? last : OptionalLong.empty();
  }

  @Override
  public void cleanUp(long checkpointId) {
    // Nothing reaches the broker before its checkpoint is complete. What was in doubt has been
    // settled, so that a record that has been lost meanwhile can be written anew.
    note(checkpointId);
  }

  @Override
  public void close() {
    publisher.ifPresent(KafkaPublisher::close);
    publisher = Optional.empty();
  }
}
