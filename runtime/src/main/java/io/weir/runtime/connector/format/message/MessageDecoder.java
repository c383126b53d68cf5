package io.weir.runtime.connector.format.message;

import java.io.IOException;

/** Reads messages into the rows of a batch. Used by one thread at a time. */
public interface MessageDecoder extends AutoCloseable {
  /**
   * Writes a message to all columns of a row; false if it is blank and stands for no row. Behind
   * its end there is a line feed, and 16 bytes more can be read.
   *
   * @throws io.weir.runtime.connector.format.text.BadValue if it cannot be read
   */
  boolean write(long start, long end, int row) throws IOException;

  @Override
  void close();
}
