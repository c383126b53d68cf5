package io.weir.runtime.connector.format;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.text.TextFile;
import io.weir.runtime.connector.format.text.TextInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Opens texts of one table: files, and what comes from elsewhere. Immutable. */
@FunctionalInterface
public interface TextDecoder extends FileDecoder {
  /** As {@link #open(Path, long, SplitPosition, Optional, BufferAllocator)}. */
  RecordReader open(
      TextInput input, SplitPosition position, Optional<BadRecords> kept, BufferAllocator allocator)
      throws IOException;

  @Override
  default RecordReader open(
      Path file,
      long lengthBytes,
      SplitPosition position,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    return open(new TextFile(file, lengthBytes), position, kept, allocator);
  }

  @Override
  default Optional<TextDecoder> text() {
    return Optional.of(this);
  }
}
