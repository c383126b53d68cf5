package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** The ids in a file that is no text, as the lines of JSON that another format would have. */
final class BinaryRows {
  /** The same rows make the same file, again and again. */
  private static final Map<ByteBuffer, String> KNOWN = new HashMap<>();

  private BinaryRows() {}

  static String lines(String name, byte[] content) {
    return KNOWN.computeIfAbsent(ByteBuffer.wrap(content), wrapped -> read(name, wrapped.array()));
  }

  private static String read(String name, byte[] content) {
    ReadFormat format = ReadFormats.named(name);
    Path file = null;
    try (BufferAllocator allocator = new RootAllocator()) {
      file = Files.createTempFile("rows", "." + name);
      Files.write(file, content);
      StringBuilder lines = new StringBuilder();
      try (RecordReader reader =
          format
              .createDecoder(
                  new ReadFormat.FileColumns("t", TypeNames.schema("id INT, q INT"), List.of(0)),
                  Options.of(new TreeMap<>(), format.options()))
              .open(file, content.length, SplitPosition.START, allocator)) {
        while (!reader.isFinished()) {
          append(reader.read(Batch.MAX_ROWS), lines);
        }
      }
      return lines.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (file != null) {
        file.toFile().delete();
      }
    }
  }

  private static void append(Batch read, StringBuilder lines) {
    if (read == null) {
      return;
    }
    try (Batch batch = read) {
      Column ids = Column.of(batch.vector(0));
      for (int row = 0; row < batch.rowCount(); row++) {
        lines.append("{\"id\":").append(ids.getInt(row)).append("}\n");
      }
    }
  }
}
