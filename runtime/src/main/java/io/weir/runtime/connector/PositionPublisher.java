package io.weir.runtime.connector;

import java.io.IOException;
import java.util.Map;

/**
 * Tells the outside how far a source has been read, for people who look there. Called on an I/O
 * thread, by one at a time.
 */
public interface PositionPublisher extends AutoCloseable {
  /**
   * A checkpoint exists that holds these positions, of splits that have been read from.
   *
   * @throws io.weir.runtime.error.WeirException if the outside does not take them; the next
   *     checkpoint tells it again
   */
  void publish(Map<Split, SplitPosition> positions) throws IOException;

  @Override
  void close();
}
