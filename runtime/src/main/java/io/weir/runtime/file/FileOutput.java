package io.weir.runtime.file;

import java.io.IOException;

/** A file being written at its end. Unbuffered: callers write in large pieces. */
public interface FileOutput extends AutoCloseable {
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** The number of bytes in the file. */
  long position();

  /** Returns when all that was written is durable. */
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
