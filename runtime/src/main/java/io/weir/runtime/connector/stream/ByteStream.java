package io.weir.runtime.connector.stream;

import java.io.Closeable;
import java.io.IOException;

/** Bytes that come from outside. Closed by another thread than the one that waits for them. */
interface ByteStream extends Closeable {
  /**
   * Waits for bytes.
   *
   * @return how many of {@code target} there are; -1 at the end
   */
  int read(byte[] target) throws IOException;

  /** Makes the connection; called once, on an I/O thread, and may wait. */
  @FunctionalInterface
  interface Opener {
    ByteStream open() throws IOException;
  }
}
