package io.weir.runtime.connector.format;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Reads whole files in tests; a buffer that is left behind is a failure. */
record Reading(String format, Schema schema, Map<String, String> options) {
  static Reading of(String format, String schema) {
    return new Reading(format, TypeText.schema(schema), Map.of());
  }

  Reading with(String key, String value) {
    TreeMap<String, String> all = new TreeMap<>(options);
    all.put(key, value);
    return new Reading(format, schema, all);
  }

  FileDecoder decoder() {
    ReadFormat read = ReadFormats.named(format);
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    return read.createDecoder(
        new ReadFormat.FileColumns("t", schema, all),
        Options.of(new TreeMap<>(options), read.options()));
  }

  /** The rows from a position on, and the position after each batch. */
  List<String> rows(Path file, SplitPosition from, int maxRows, List<SplitPosition> positions)
      throws IOException {
    List<String> rows = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        RecordReader reader = decoder().open(file, Files.size(file), from, allocator)) {
      while (!reader.isFinished()) {
        Batch batch = reader.read(maxRows);
        if (batch != null) {
          rows.addAll(RowText.of(batch));
          batch.close();
          positions.add(reader.position());
        }
      }
    }
    return rows;
  }

  List<String> rows(Path file) throws IOException {
    return rows(file, SplitPosition.START, Batch.MAX_ROWS, new ArrayList<>());
  }
}
