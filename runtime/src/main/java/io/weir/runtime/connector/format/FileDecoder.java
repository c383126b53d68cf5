package io.weir.runtime.connector.format;

import io.weir.runtime.connector.SplitPosition;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;

/** Opens files of one table. Immutable. */
public interface FileDecoder {
  /**
   * Opens a file at a position that a reader of it has given before, or at {@link
   * SplitPosition#START}.
   *
   * @param lengthBytes where the input ends; the file may be longer
   * @throws io.weir.runtime.error.WeirException if it cannot be opened or is not of this format
   */
  RecordReader open(Path file, long lengthBytes, SplitPosition position, BufferAllocator allocator)
      throws IOException;
}
