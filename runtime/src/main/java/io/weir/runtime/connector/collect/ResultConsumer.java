package io.weir.runtime.connector.collect;

import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** Whoever shows the rows of a SELECT; called by the one thread that drains the queue. */
@FunctionalInterface
public interface ResultConsumer {
  /**
   * Takes rows in the order in which they came, with the kind of each if they are a changelog. The
   * batch is closed by the caller afterwards.
   */
  void accept(Batch batch) throws IOException;
}
