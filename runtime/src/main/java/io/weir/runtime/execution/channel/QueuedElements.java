package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.StreamElement;
import java.util.ArrayList;
import java.util.List;

/**
 * What lay in a queue ahead of a barrier that has overtaken it: batches, watermarks and idleness,
 * oldest first. Its batches are second owners of those that are still on their way.
 *
 * @param input the input of the operator that it leads to
 * @param channel which channel of that input, from 0; {@link #TAKEN} for the queue of elements that
 *     the operator has taken from its channels and could not finish
 */
public record QueuedElements(int input, int channel, List<StreamElement> elements)
    implements AutoCloseable {
  /** Stands for no channel. */
  public static final int TAKEN = -1;

  public QueuedElements {
    elements = List.copyOf(elements);
  }

  /** Of elements that stay where they are. */
  public static QueuedElements of(int input, int channel, List<StreamElement> elements) {
    List<StreamElement> shared = new ArrayList<>(elements.size());
    for (StreamElement element : elements) {
      shared.add(element instanceof Batch batch ? SharedBatches.share(batch) : element);
    }
    return new QueuedElements(input, channel, shared);
  }

  @Override
  public void close() {
    for (StreamElement element : elements) {
      if (element instanceof Batch batch) {
        batch.close();
      }
    }
  }
}
