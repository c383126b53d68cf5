package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import java.util.Optional;

/**
 * Where a job stands in a partition of a topic.
 *
 * @param offset of the next message to read
 */
public record TopicPosition(String topic, int partition, long offset) {
  static final String TOPIC = "topic";
  static final String PARTITION = "partition";
  static final String START = "start";

  /** What a checkpoint says about a split; nothing if that is no partition of a topic. */
  public static Optional<TopicPosition> of(Split split, SplitPosition position) {
    String topic = split.properties().get(TOPIC);
    String partition = split.properties().get(PARTITION);
    if (topic == null || partition == null) {
      return Optional.empty();
    }
    boolean isUntouched = position.equals(SplitPosition.START);
    long offset = isUntouched ? Long.parseLong(split.properties().get(START)) : position.offset();
    return Optional.of(new TopicPosition(topic, Integer.parseInt(partition), offset));
  }
}
