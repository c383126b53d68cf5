package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.connector.PositionPublisher;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the outside, after each checkpoint, how far sources have been read, for people who look
 * there. Nothing depends on it: while one attempt is under way the next is left out, and one that
 * fails is made up for by the next.
 */
public final class PublishedPositions {
  private final Map<String, PositionPublisher> publishers;
  private final Background background;
  private final Set<String> underWay = new HashSet<>();

  /**
   * @param publishers by the operator id of their source
   */
  public PublishedPositions(Map<String, PositionPublisher> publishers, Background background) {
    this.publishers = Map.copyOf(publishers);
    this.background = background;
  }

  /** A checkpoint exists in which the splits of each source stand so. */
  void completed(Map<String, List<Checkpoint.SplitEntry>> sources) {
    publishers.forEach(
        (id, publisher) -> {
          if (underWay.add(id)) {
            Map<Split, SplitPosition> positions = new LinkedHashMap<>();
            for (Checkpoint.SplitEntry entry : sources.get(id)) {
              if (!entry.position().equals(SplitPosition.START)) {
                positions.put(entry.split(), entry.position());
              }
            }
            background.run(
                () -> {
                  publisher.publish(positions);
                  return id;
                },
                underWay::remove,
                mayPass -> underWay.remove(id));
          }
        });
  }
}
