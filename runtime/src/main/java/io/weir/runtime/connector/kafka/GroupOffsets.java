package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.PositionPublisher;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Commits how far a topic has been read as the offsets of the table's group. */
final class GroupOffsets implements PositionPublisher {
  private final KafkaOptions options;
  private final String group;
  private Optional<Admin> admin = Optional.empty();
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();

  GroupOffsets(KafkaOptions options) {
    this.options = options;
    this.group = options.text(KafkaOptions.GROUP).orElseThrow();
  }

  @Override
  public synchronized void publish(Map<Split, SplitPosition> positions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach(
        (split, position) ->
            offsets.put(KafkaSource.partition(split), new OffsetAndMetadata(position.offset())));
    if (offsets.equals(committed)) {
      return;
    }
    String doing = "committing offsets of group '" + group + "'";
    try {
      if (admin.isEmpty()) {
        admin = Optional.of(Admin.create(options.adminProperties()));
      }
      KafkaErrors.await(
          admin.get().alterConsumerGroupOffsets(group, offsets).all(), doing, options.servers());
      committed = offsets;
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, options.servers());
    }
  }

  @Override
  public synchronized void close() {
    admin.ifPresent(open -> open.close(Duration.ZERO));
    admin = Optional.empty();
  }
}
