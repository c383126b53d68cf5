package io.weir.runtime.connector.format;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Opens files of one table. Immutable. */
public interface FileDecoder {
  /**
   * Opens a file at a position that a reader of it has given before, or at {@link
   * SplitPosition#START}.
   *
   * @param lengthBytes where the input ends; the file may be longer
   * @param kept where records are kept that cannot be read; empty to do with them what the options
   *     of the format say
   * @throws io.weir.runtime.error.WeirException if it cannot be opened or is not of this format
   */
  RecordReader open(
      Path file,
      long lengthBytes,
      SplitPosition position,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException;

  /** The same, which keeps nothing. */
  default RecordReader open(
      Path file, long lengthBytes, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    return open(file, lengthBytes, position, Optional.empty(), allocator);
  }

  /** The same as one of texts, of which one record after the other can be bad; empty if not. */
  default Optional<TextDecoder> text() {
    return Optional.empty();
  }
}
