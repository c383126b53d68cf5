package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the case files: each whole, row by row, resumed from every position, without the last
 * newline, and compressed. All must give the same rows, and leave no buffer behind.
 */
class TextFormatCasesTest {
  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> json() {
    return cases("json");
  }

  @TestFactory
  Stream<DynamicTest> csv() {
    return cases("csv");
  }

  @TestFactory
  Stream<DynamicTest> debezium() {
    return cases("debezium-json");
  }

  @TestFactory
  Stream<DynamicTest> canal() {
    return cases("canal-json");
  }

  @TestFactory
  Stream<DynamicTest> maxwell() {
    return cases("maxwell-json");
  }

  @TestFactory
  Stream<DynamicTest> ogg() {
    return cases("ogg-json");
  }

  private Stream<DynamicTest> cases(String format) {
    return ReadCase.load(format + ".cases").stream()
        .map(test -> DynamicTest.dynamicTest(test.name(), () -> run(format, test)));
  }

  private void run(String format, ReadCase test) throws IOException {
    Path file = Files.write(directory.resolve("input"), test.input());
    if (!test.error().isEmpty()) {
      runError(format, test, file);
      return;
    }
    assertEquals(test.rows(), readAll(format, test, file, Batch.MAX_ROWS, false), "whole");
    assertEquals(test.rows(), readAll(format, test, file, 1, false), "row by row");
    assertEquals(test.rows(), readAll(format, test, file, 1, true), "reopened after each row");
    Path gzip = Files.write(directory.resolve("input.gz"), gzip(test.input()));
    assertEquals(test.rows(), readAll(format, test, gzip, 1, true), "compressed, reopened");
    int length = test.input().length;
    if (length > 0 && test.input()[length - 1] == '\n') {
      Files.write(file, Arrays.copyOf(test.input(), length - 1));
      assertEquals(test.rows(), readAll(format, test, file, 1, true), "without last newline");
    }
  }

  private void runError(String format, ReadCase test, Path file) throws IOException {
    for (boolean isReopened : new boolean[] {false, true}) {
      WeirException e =
          assertThrows(
              WeirException.class,
              () -> readAll(format, test, file, isReopened ? 1 : Batch.MAX_ROWS, isReopened));
      String message = e.getMessage().replace(file.toString(), "FILE");
      assertEquals(test.error().get(0), message);
      if (test.error().size() > 1) {
        assertEquals(test.error().get(1), e.hint());
      }
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static List<String> readAll(
      String format, ReadCase test, Path file, int maxRows, boolean isReopened) throws IOException {
    FileDecoder decoder = decoder(format, test);
    boolean isOfChanges = ReadFormats.named(format).hasRowKinds();
    List<String> rows = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      long skipped = 0;
      SplitPosition position = SplitPosition.START;
      RecordReader reader = decoder.open(file, Files.size(file), position, allocator);
      try {
        while (!reader.isFinished()) {
          Batch batch = reader.read(maxRows);
          if (batch != null) {
            rows.addAll(isOfChanges ? RowText.changes(batch) : RowText.of(batch));
            assertTrue(isOfChanges || batch.rowCount() <= maxRows);
            batch.close();
          }
          position = reader.position();
          if (isReopened && !reader.isFinished()) {
            skipped += reader.skippedRecords();
            reader.close();
            reader = decoder.open(file, Files.size(file), position, allocator);
          }
        }
        skipped += reader.skippedRecords();
        assertEquals(test.skipped(), skipped, "skipped");
        if (!isOfChanges) {
          assertEquals(rows.size() + skipped, position.records(), "records");
        }
        assertEquals(1.0, reader.progress());
      } finally {
        reader.close();
      }
    }
    return rows;
  }

  private static FileDecoder decoder(String format, ReadCase test) {
    Schema schema = TypeText.schema(test.schema());
    ReadFormat read = ReadFormats.named(format);
    List<Integer> needed =
        test.needs() == null
            ? List.of()
            : test.needs().isEmpty()
                ? IntStream.range(0, schema.size()).boxed().toList()
                : test.needs().stream().map(n -> schema.indexOf(n).getAsInt()).toList();
    return read.createDecoder(
        new ReadFormat.FileColumns("t", schema, needed),
        Options.of(test.options(), read.options()));
  }
}
