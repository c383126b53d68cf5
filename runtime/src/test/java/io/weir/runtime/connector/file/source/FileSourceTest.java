package io.weir.runtime.connector.file.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Connectors;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();
  private final ManualClock clock = new ManualClock();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void aDirectoryIsReadWithAllBelowItButNotWhatIsHidden() throws IOException {
    file("b.json", 2);
    file("a.json", 1);
    file("sub/deep/c.json", 3);
    file(".hidden.json", 9);
    file("_weir/commits/1.json", 9);
    file("_part.inprogress", 9);
    file(".git/x.json", 9);
    assertEquals(List.of("1", "2", "3"), read(table("a INT", Map.of())));
  }

  @Test
  void patterns() throws IOException {
    file("2024/01/a.json", 1);
    file("2024/01/b.txt", 2);
    file("2024/02/a.json", 3);
    file("2025/01/a.json", 4);
    file("2025/_x/a.json", 9);
    assertEquals(List.of("1", "3"), readPath("2024/*/*.json"));
    assertEquals(List.of("1", "3", "4"), readPath("**.json"));
    assertEquals(List.of("1", "2", "4"), readPath("{2024,2025}/0[1]"));
    assertEquals(List.of("3"), readPath("2024/02/a.json"));
    assertEquals(List.of("1", "4"), readPath("202?/01/a.json"));
  }

  @Test
  void aRegularExpressionMatchesTheAbsolutePath() throws IOException {
    file("a1.json", 1);
    file("a2.json", 2);
    assertEquals(
        List.of("2"), read(table("a INT", Map.of("source.path.regex-pattern", ".*/a[2-9].*"))));
  }

  @Test
  void aFileUrl() throws IOException {
    file("with space.json", 5);
    String url = directory.resolve("with space.json").toUri().toString();
    assertEquals(List.of("5"), read(table("a INT", Map.of("path", url))));
  }

  @Test
  void columnsFromThePath() throws IOException {
    file("day=2024-01-01/kind=x%20y/f.json", 1);
    file("day=2024-01-02/kind=__DEFAULT_PARTITION__/f.json", 2);
    TableDescriptor table =
        table(
            "day DATE, a INT, kind STRING, name STRING, size BIGINT, at TIMESTAMP_LTZ(3)",
            Map.of("name", "file.name", "size", "file.size", "at", "file.modification-time"),
            List.of("day", "kind"),
            Map.of());
    Files.setLastModifiedTime(
        directory.resolve("day=2024-01-01/kind=x%20y/f.json"), FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(
        directory.resolve("day=2024-01-02/kind=__DEFAULT_PARTITION__/f.json"),
        FileTime.fromMillis(2_500));
    assertEquals(
        List.of(
            "2024-01-01 | 1 | x y | f.json | 8 | 1970-01-01T00:00:01Z",
            "2024-01-02 | 2 | NULL | f.json | 8 | 1970-01-01T00:00:02.500Z"),
        read(table));
    assertEquals(List.of("x y", "NULL"), read(table, List.of(2)));
    assertEquals(List.of("1", "2"), read(table, List.of(1)));
  }

  @Test
  void aFileOutsideOfThePartitionsIsAFault() throws IOException {
    file("f.json", 1);
    TableDescriptor table = table("day DATE, a INT", Map.of(), List.of("day"), Map.of());
    assertFault(
        table,
        "file 'DIR/f.json' lies in no directory \"day=…\", but the table is partitioned by \"day\"",
        "move it there, or narrow the table's path");
  }

  @Test
  void thereIsNothingToRead() throws IOException {
    file("flights.json", 1);
    assertFault(
        table("a INT", Map.of("path", directory + "/flight.json")),
        "path 'DIR/flight.json' does not exist",
        "did you mean \"flights.json\"?");
    assertFault(
        table("a INT", Map.of("path", directory + "/no/such/dir")),
        "path 'DIR/no/such/dir' does not exist",
        "directory 'DIR' holds no \"no\"");
    assertFault(
        table("a INT", Map.of("path", directory + "/*.csv")),
        "no file matches 'DIR/*.csv'",
        "files and directories whose names begin with '.' or '_' are not read");
    Files.createDirectories(directory.resolve("empty/_hidden"));
    assertFault(
        table("a INT", Map.of("path", directory + "/empty")),
        "directory 'DIR/empty' holds no files",
        "files and directories whose names begin with '.' or '_' are not read");
  }

  @Test
  void readingEndsWhereTheFileEndedAtTheStart() throws IOException {
    Path file = file("a.json", 1);
    Source source = source(table("a INT", Map.of()));
    List<Split> splits = source.discover();
    Files.writeString(file, "{\"a\":2}\n", StandardOpenOption.APPEND);
    source.verify(splits);
    assertEquals(List.of("1"), read(source, splits));
  }

  @Test
  void aFileThatIsNotAsItWasIsAFault() throws IOException {
    Path file = file("a.json", 1);
    Source source = source(table("a INT", Map.of()));
    List<Split> splits = source.discover();
    source.verify(splits);
    Files.writeString(file, "{\"a\":7}\n");
    assertLost(source, splits, "has been replaced: its beginning is not what it was");
    Files.writeString(file, "{\"a\":");
    assertLost(source, splits, "has 5 bytes, but had 8");
    Files.delete(file);
    assertLost(source, splits, "no longer exists");
    // The checkpoint decides whether the job can go on without it.
    WeirException gone =
        assertThrows(WeirException.class, () -> source.open(splits.get(0), null, allocator));
    assertTrue(gone.isRetryable(), gone.getMessage());
  }

  private void assertLost(Source source, List<Split> splits, String what) {
    WeirException e = assertThrows(WeirException.class, () -> source.verify(splits));
    assertEquals(
        "file 'DIR/a.json' " + what + " when the job started",
        e.getMessage().replace(directory.toString(), "DIR"));
  }

  @Test
  void rowsAreSpreadOverTime() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      lines.append("{\"a\":").append(i).append("}\n");
    }
    Files.writeString(directory.resolve("a.json"), lines);
    Source source = source(table("a INT", Map.of("scan.rate-limit.rows-per-second", "100")));
    int rows = 0;
    try (SplitReader reader = source.open(source.discover().get(0), null, allocator)) {
      while (!reader.isFinished()) {
        Batch batch = reader.read();
        if (batch == null) {
          clock.nanos += 1_000_000;
        } else {
          rows += batch.rowCount();
          batch.close();
        }
        assertTrue(rows <= 2 + clock.nanos / 10_000_000, "too early");
      }
      assertNull(reader.read());
    }
    assertEquals(250, rows);
    long millis = clock.nanos / 1_000_000;
    assertTrue(millis >= 2_450 && millis <= 2_550, "took " + millis);
  }

  @Test
  void filesThatAppearLaterAreFoundOnceInTheirOrder() throws IOException {
    Path watched = Files.createDirectory(directory.resolve("watched"));
    Source source =
        source(
            table("a INT", Map.of("path", watched.toString(), "source.monitor-interval", "1 s")));
    assertFalse(source.isBounded());
    assertEquals(1_000, source.discoveryIntervalMillis());
    List<Split> known = new ArrayList<>(source.discover());
    assertEquals(List.of(), known);
    Path late = Files.writeString(watched.resolve("a.json"), "{\"a\": 1}\n");
    Path early = Files.writeString(watched.resolve("b.json"), "{\"a\": 2}\n");
    Files.writeString(watched.resolve(".c.json.tmp"), "{");
    Files.setLastModifiedTime(late, FileTime.fromMillis(2_000));
    Files.setLastModifiedTime(early, FileTime.fromMillis(1_000));
    List<Split> found = source.discoverMore(known);
    assertEquals(
        List.of(early.toString(), late.toString()), found.stream().map(Split::id).toList());
    known.addAll(found);
    assertEquals(List.of(), source.discoverMore(known));
  }

  /** Files are written under another name and renamed, in the middle of any listing. */
  @Test
  void filesThatAreRenamedWhileTheyAreListedAreNoFault() throws Exception {
    file("a.json", 1);
    FilePattern pattern = FilePattern.of(directory.toString(), null);
    AtomicBoolean isDone = new AtomicBoolean();
    CompletableFuture<Void> renaming =
        CompletableFuture.runAsync(
            () -> {
              Path hidden = directory.resolve(".being-written");
              Path nested = directory.resolve("nested");
              while (!isDone.get()) {
                try {
                  Files.move(Files.writeString(hidden, "{}"), directory.resolve("b.json"));
                  Files.delete(directory.resolve("b.json"));
                  Files.delete(Files.createDirectory(nested));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    try {
      for (int i = 0; i < 3_000; i++) {
        assertTrue(pattern.list().contains(directory.resolve("a.json")));
      }
    } finally {
      isDone.set(true);
      renaming.get();
    }
  }

  @Test
  void optionsThatDoNotFit() {
    assertOption("pth", "x", "option 'pth' is not known", "did you mean \"path\"?");
    assertOption("format", "jsn", "format 'jsn' is not known", "did you mean \"json\"?");
    assertOption(
        "csv.field-delimiter",
        ";",
        "option 'csv.field-delimiter' is for format 'csv', but this table's is 'json'",
        "leave it out, or change 'format'");
    assertOption(
        "source.monitor-interval",
        "0 s",
        "option 'source.monitor-interval' must be at least 1 ms",
        "leave it out to read only the files that are there when the job starts");
    assertOption(
        "path",
        "s3://bucket/x",
        "option 'path': file system \"s3\" is not supported; only local files are",
        null);
    assertOption(
        "scan.rate-limit.rows-per-second",
        "0",
        "option 'scan.rate-limit.rows-per-second' must be at least 1, not 0",
        null);
  }

  private void assertOption(String key, String value, String message, String hint) {
    OptionException e =
        assertThrows(OptionException.class, () -> source(table("a INT", Map.of(key, value))));
    assertEquals(key, e.key());
    assertEquals(message, e.getMessage());
    assertEquals(hint, e.hint());
  }

  @Test
  void metadataThatDoesNotExist() {
    TableDescriptor table = table("a INT, b STRING", Map.of("b", "file.nam"), List.of(), Map.of());
    OptionException e = assertThrows(OptionException.class, () -> source(table));
    assertEquals("files have no metadata \"file.nam\"", e.getMessage());
    assertEquals("did you mean \"file.name\"?", e.hint());
  }

  private void assertFault(TableDescriptor table, String message, String hint) {
    WeirException e = assertThrows(WeirException.class, () -> source(table).discover());
    assertEquals(message, e.getMessage().replace(directory.toString(), "DIR"));
    assertEquals(hint, e.hint().replace(directory.toString(), "DIR"));
  }

  private Path file(String name, int value) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{\"a\":" + value + "}\n");
  }

  private TableDescriptor table(String schema, Map<String, String> options) {
    return table(schema, Map.of(), List.of(), options);
  }

  private TableDescriptor table(
      String schema,
      Map<String, String> metadata,
      List<String> partitionKeys,
      Map<String, String> options) {
    TreeMap<String, String> all = new TreeMap<>();
    all.put("connector", "filesystem");
    all.put("path", directory.toString());
    all.put("format", "json");
    all.putAll(options);
    Schema columns = TypeText.schema(schema);
    return new TableDescriptor("t", columns, metadata, List.of(), partitionKeys, all);
  }

  private List<String> readPath(String path) throws IOException {
    return read(table("a INT", Map.of("path", directory + "/" + path)));
  }

  private Source source(TableDescriptor table) {
    return source(table, IntStream.range(0, table.schema().size()).boxed().toList());
  }

  private Source source(TableDescriptor table, List<Integer> columns) {
    return Connectors.standard(clock).of(table).createSource(table, columns);
  }

  private List<String> read(TableDescriptor table) throws IOException {
    Source source = source(table);
    return read(source, source.discover());
  }

  private List<String> read(TableDescriptor table, List<Integer> columns) throws IOException {
    Source source = source(table, columns);
    return read(source, source.discover());
  }

  private List<String> read(Source source, List<Split> splits) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Split split : splits) {
      try (SplitReader reader = source.open(split, null, allocator)) {
        while (!reader.isFinished()) {
          Batch batch = reader.read();
          if (batch != null) {
            assertEquals(source.schema(), batch.schema());
            rows.addAll(RowText.of(batch));
            batch.close();
          }
        }
      }
    }
    return rows;
  }

  private static final class ManualClock implements Clock {
    long nanos;

    @Override
    public long wallMillis() {
      return nanos / 1_000_000;
    }

    @Override
    public long monotonicNanos() {
      return nanos;
    }
  }
}
