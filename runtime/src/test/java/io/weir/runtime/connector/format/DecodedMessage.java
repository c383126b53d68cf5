package io.weir.runtime.connector.format;

import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Reads one message as a source of messages would. */
final class DecodedMessage {
  private DecodedMessage() {}

  /** The rows of a message as text; {@code no room} if there are more than {@code room}. */
  static List<String> rows(
      MessageDecoding decoding,
      Schema schema,
      String message,
      int room,
      Function<Batch, List<String>> show)
      throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    try (BufferAllocator allocator = new RootAllocator();
        BatchBuilder rows = new BatchBuilder(schema, allocator);
        ArrowBuf buffer = allocator.buffer(bytes.length + 32L);
        MessageDecoder decoder = decoding.open(rows, allocator)) {
      rows.begin(room);
      long start = buffer.memoryAddress();
      Memory.copyFromArray(bytes, 0, start, bytes.length);
      Memory.putByte(start + bytes.length, (byte) '\n');
      int count = decoder.write(start, start + bytes.length, 0, room);
      if (count == MessageDecoder.NO_ROOM) {
        return List.of("no room");
      }
      try (Batch batch = rows.finish(count)) {
        return show.apply(batch);
      }
    }
  }
}
