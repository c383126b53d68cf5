package io.weir.runtime.connector.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files are written by DuckDB. */
class ParquetReadFormatTest {
  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void flatColumnsBecomeTheDeclaredTypes() throws Exception {
    Path file =
        write(
            "SELECT i::INTEGER AS a, i::TINYINT AS t, i::SMALLINT AS s, 'x' || i AS c,"
                + " TIMESTAMP '2001-01-01 00:00:00.123456' AS ts, (i + 1)::UINTEGER AS u,"
                + " TIME '01:02:03.456' AS tm, (i * 1.5)::FLOAT AS f FROM range(-1, 2) r(i)");
    assertEquals(
        List.of(
            "-1 | -1 | -1 | x-1  | x-1 | 2001-01-01T00:00:00.123 | 0 | 01:02:03.400 | -1.5",
            "0 | 0 | 0 | x0   | x0 | 2001-01-01T00:00:00.123 | 1 | 01:02:03.400 | 0.0",
            "1 | 1 | 1 | x1   | x1 | 2001-01-01T00:00:00.123 | 2 | 01:02:03.400 | 1.5"),
        read(
            file,
            "a BIGINT, t TINYINT, s INT, c CHAR(4), c VARCHAR(3), ts TIMESTAMP(3), u INT,"
                + " tm TIME(1), f DOUBLE",
            SplitPosition.START,
            100));
  }

  @Test
  void nestedColumns() throws Exception {
    Path file =
        write(
            "SELECT * FROM (VALUES"
                + " (1, {'x': 1, 'y': 'a'}, [1.5, NULL], MAP {'k': [1, 2]}, [{'p': 'q'}]),"
                + " (2, {'x': NULL, 'y': 'b'}, [], MAP {}, []),"
                + " (3, NULL, NULL, NULL, NULL)) v(i, r, l, m, lr)");
    String schema =
        "i INT, r ROW<y STRING, x INT>, l ARRAY<DECIMAL(5, 2)>, m MAP<STRING, ARRAY<INT>>,"
            + " lr ARRAY<ROW<p STRING>>";
    List<String> expected =
        List.of(
            "1 | (a, 1) | [1.50, NULL] | {k=[1, 2]} | [(q)]",
            "2 | (b, NULL) | [] | {} | []",
            "3 | NULL | NULL | NULL | NULL");
    assertEquals(expected, read(file, schema, SplitPosition.START, 100));
    assertEquals(expected, read(file, schema, SplitPosition.START, 1));
    assertEquals(expected.subList(2, 3), read(file, schema, new SplitPosition(2, 2), 10));
  }

  /** A process that is killed cannot remove them, and they are large. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void librariesThatAreLoadedLeaveNoFiles() throws IOException {
    NativeParquet.load();
    List<String> loaded =
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains("/jnilib-"))
            .toList();
    assertFalse(loaded.isEmpty());
    assertEquals(List.of(), loaded.stream().filter(line -> !line.endsWith(" (deleted)")).toList());
  }

  @Test
  void readingResumesAtAnyRow() throws Exception {
    Path file = write("SELECT i AS a, 's' || (i % 10) AS b FROM range(5000) r(i)", 1000);
    List<String> all = read(file, "a BIGINT, b STRING", SplitPosition.START, 4096);
    assertEquals(5000, all.size());
    for (int row : new int[] {0, 1, 999, 1000, 1001, 2500, 4999, 5000}) {
      assertEquals(
          all.subList(row, 5000),
          read(file, "a BIGINT, b STRING", new SplitPosition(row, row), 700));
    }
  }

  @Test
  void noColumnsStillGiveRows() throws Exception {
    Path file = write("SELECT i AS a FROM range(3) r(i)");
    FileDecoder decoder = decoder(TypeText.schema("a BIGINT"), List.of());
    try (RecordReader reader =
            decoder.open(file, Files.size(file), SplitPosition.START, allocator);
        Batch batch = reader.read(100)) {
      assertEquals(3, batch.rowCount());
      assertTrue(reader.isFinished());
    }
  }

  @Test
  void faultsNameFileAndColumn() throws Exception {
    Path file = write("SELECT i AS delay, 'x' AS origin, [1] AS l FROM range(400) r(i)");
    assertFault(
        file, "dellay BIGINT", "file 'FILE' has no column \"dellay\"", "did you mean \"delay\"?");
    assertFault(
        file,
        "delay STRING",
        "file 'FILE': column \"delay\" is INT64 as SIGNED_INTEGER, which cannot be read as STRING",
        "declare the column with the type that it has in the file, and CAST it in the query");
    assertFault(
        file,
        "l BIGINT",
        "file 'FILE': column \"l\" is a nested column, which cannot be read as BIGINT",
        "declare the column with the type that it has in the file, and CAST it in the query");
    assertFault(
        file,
        "origin ARRAY<INT>",
        "file 'FILE': column \"origin\" is BYTE_ARRAY as STRING, which cannot be read as"
            + " ARRAY<INT>",
        "declare the column with the type that it has in the file, and CAST it in the query");
    Path small = write("SELECT i::INTEGER AS a FROM range(400) r(i)");
    assertFault(
        small, "a TINYINT", "file 'FILE', row 129, column \"a\": 128 does not fit TINYINT", null);
  }

  @Test
  void aFileThatIsNotWholeIsRefused() throws Exception {
    Path file = write("SELECT i AS a FROM range(1000) r(i)");
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 100, whole.length - 1}) {
      Path cut = Files.write(directory.resolve("cut.parquet"), Arrays.copyOf(whole, length));
      WeirException e =
          assertThrows(WeirException.class, () -> read(cut, "a BIGINT", SplitPosition.START, 100));
      assertTrue(
          e.getMessage().startsWith("file '" + cut + "' cannot be read as Parquet: "),
          e.getMessage());
    }
    Path text = Files.writeString(directory.resolve("text.parquet"), "a,b,c\n1,2,3\n4,5,6\n");
    WeirException e =
        assertThrows(WeirException.class, () -> read(text, "a BIGINT", SplitPosition.START, 100));
    assertTrue(e.getMessage().contains("neither starts nor ends as one"), e.getMessage());
  }

  private void assertFault(Path file, String schema, String message, String hint) {
    WeirException e =
        assertThrows(WeirException.class, () -> read(file, schema, SplitPosition.START, 100));
    assertEquals(message, e.getMessage().replace(file.toString(), "FILE"));
    assertEquals(hint, e.hint());
  }

  private Path write(String query) throws SQLException {
    return write(query, 100_000);
  }

  private Path write(String query, int rowGroup) throws SQLException {
    Path file = directory.resolve("f" + System.identityHashCode(query) + ".parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY ("
              + query
              + ") TO '"
              + file
              + "' (FORMAT parquet, ROW_GROUP_SIZE "
              + rowGroup
              + ")");
    }
    return file;
  }

  private static FileDecoder decoder(Schema schema, List<Integer> needed) {
    ParquetReadFormat format = new ParquetReadFormat();
    return format.createDecoder(
        new FileColumns("t", schema, needed),
        Options.of(new TreeMap<>(Map.of()), format.options()));
  }

  private List<String> read(Path file, String schemaText, SplitPosition position, int maxRows)
      throws IOException {
    Schema schema = TypeText.schema(schemaText);
    List<Integer> needed = IntStream.range(0, schema.size()).boxed().toList();
    List<String> rows = new ArrayList<>();
    try (RecordReader reader =
        decoder(schema, needed).open(file, Files.size(file), position, allocator)) {
      while (!reader.isFinished()) {
        Batch batch = reader.read(maxRows);
        if (batch != null) {
          rows.addAll(RowText.of(batch));
          batch.close();
        }
      }
      assertEquals(rows.size() + position.records(), reader.position().records());
    }
    return rows;
  }
}
