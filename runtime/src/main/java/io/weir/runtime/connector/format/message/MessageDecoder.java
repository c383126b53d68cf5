package io.weir.runtime.connector.format.message;

import java.io.IOException;

/** Reads messages into the rows of a batch. Used by one thread at a time. */
public interface MessageDecoder extends AutoCloseable {
  /** The message has more rows than there is room for. */
  int NO_ROOM = -1;

  /**
   * Writes a message to all columns of as many rows as it stands for, the first of them {@code
   * row}, and says what they do to the table if they are not inserted. Behind its end there is a
   * line feed, and 16 bytes more can be read.
   *
   * @param room how many rows it may have
   * @return how many rows it has; 0 if it is blank or says nothing about rows; {@link #NO_ROOM} if
   *     there are more than {@code room}
   * @throws io.weir.runtime.connector.format.text.BadValue if it cannot be read
   */
  int write(long start, long end, int row, int room) throws IOException;

  @Override
  void close();
}
