package io.weir.runtime.connector.format.message;

import io.weir.runtime.connector.format.text.BatchBuilder;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.BufferAllocator;

/** How the messages of one table are read; immutable. */
public interface MessageDecoding {
  /** A decoder for one reader, which writes to the columns of {@code rows}. */
  MessageDecoder open(BatchBuilder rows, BufferAllocator allocator);

  /** Whether a message that cannot be read is skipped. */
  boolean ignoresErrors();

  /** Whether a message without a value is a row of NULLs; else it is passed over. */
  default boolean readsNothingAsNull() {
    return false;
  }

  /** Whether a message can be more than one row. */
  default boolean mayHaveSeveralRows(ByteBuffer message) {
    return false;
  }
}
