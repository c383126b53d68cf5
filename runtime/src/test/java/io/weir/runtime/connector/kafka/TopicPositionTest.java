package io.weir.runtime.connector.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What checkpoints say about partitions. */
class TopicPositionTest {
  private static final Split PARTITION =
      split(Map.of("topic", "orders", "partition", "1", "start", "300"));

  @Test
  void aPartitionIsReadOnBehindItsLastMessage() {
    assertEquals(
        Optional.of(new TopicPosition("orders", 1, 342)),
        TopicPosition.of(PARTITION, new SplitPosition(342, 42)));
  }

  @Test
  void aPartitionThatWasNotTouchedIsReadFromItsStart() {
    assertEquals(
        Optional.of(new TopicPosition("orders", 1, 300)),
        TopicPosition.of(PARTITION, SplitPosition.START));
  }

  @Test
  void aFileIsNoPartition() {
    assertEquals(
        Optional.empty(),
        TopicPosition.of(split(Map.of("path", "/data/a.json")), new SplitPosition(9, 1)));
  }

  private static Split split(Map<String, String> properties) {
    return new Split("id", "description", new TreeMap<>(properties));
  }
}
