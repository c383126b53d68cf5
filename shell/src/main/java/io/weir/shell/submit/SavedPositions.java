package io.weir.shell.submit;

import io.weir.runtime.checkpoint.Savepoint;
import io.weir.runtime.connector.kafka.TopicPosition;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.PlanOperator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a savepoint of Weir can be handed over to another engine: the positions in topics.
 *
 * @param offsets by topic, as in {@code partition:0,offset:42;partition:1,offset:300}
 * @param left steps whose state stays behind
 * @param isDrained whether all windows had fired
 */
public record SavedPositions(Map<String, String> offsets, List<String> left, boolean isDrained) {
  /** For a script that goes on from nowhere. */
  public static final SavedPositions NONE = new SavedPositions(Map.of(), List.of(), true);

  public SavedPositions {
    offsets = Map.copyOf(offsets);
    left = List.copyOf(left);
  }

  /**
   * Reads a savepoint.
   *
   * @throws WeirException if it cannot be read, or says more than topics' positions
   */
  public static SavedPositions of(Savepoint savepoint) {
    Checkpoint checkpoint = savepoint.read();
    Map<String, Map<Integer, Long>> topics = new TreeMap<>();
    for (List<Checkpoint.SplitEntry> splits : checkpoint.sources().values()) {
      for (Checkpoint.SplitEntry entry : splits) {
        TopicPosition position =
            TopicPosition.of(entry.split(), entry.position())
                .orElseThrow(
                    () ->
                        WeirException.permanent(
                            "the savepoint also stands in "
                                + entry.split().description()
                                + ", from which Flink cannot read on",
                            "only positions in topics of Kafka can be handed over"));
        add(position, topics.computeIfAbsent(position.topic(), name -> new TreeMap<>()));
      }
    }
    Map<String, String> offsets = new TreeMap<>();
    topics.forEach((topic, partitions) -> offsets.put(topic, text(partitions)));
    List<String> left =
        checkpoint.plan().stream()
            .filter(step -> step.kind() == PlanOperator.Kind.OPERATOR && step.holdsState())
            .map(PlanOperator::title)
            .sorted(Comparator.naturalOrder())
            .toList();
    return new SavedPositions(offsets, left, checkpoint.isEnd());
  }

  private static void add(TopicPosition position, Map<Integer, Long> partitions) {
    Long other = partitions.put(position.partition(), position.offset());
    if (other != null && other != position.offset()) {
      throw WeirException.permanent(
          "the savepoint reads topic '"
              + position.topic()
              + "' twice, and stands at different messages",
          "write the offsets into the script's tables by hand");
    }
  }

  private static String text(Map<Integer, Long> partitions) {
    StringBuilder text = new StringBuilder();
    partitions.forEach(
        (partition, offset) -> {
          text.append(text.isEmpty() ? "" : ";");
          text.append("partition:").append(partition).append(",offset:").append(offset);
        });
    return text.toString();
  }
}
