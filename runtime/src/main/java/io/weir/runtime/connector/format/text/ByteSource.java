package io.weir.runtime.connector.format.text;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a text from an offset on, uncompressed. Used by one thread at a time. */
public interface ByteSource extends AutoCloseable {
  /** Where the bytes start. */
  long offset();

  /** Reads some bytes; 0 if none are there now but may be later; -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** Whether what has been read cannot be read again. */
  default boolean isPassing() {
    return false;
  }

  /** What is read, in the words of errors. */
  String describe();

  /** How much has been read when the bytes before {@code offset} have been; 0 if nobody knows. */
  double progress(long offset);

  @Override
  void close() throws IOException;
}
