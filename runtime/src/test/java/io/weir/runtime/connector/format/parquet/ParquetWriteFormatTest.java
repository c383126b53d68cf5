package io.weir.runtime.connector.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are read back by our own reader and by DuckDB. */
class ParquetWriteFormatTest {
  private static final String FLAT =
      "b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, d1 DECIMAL(5, 2),"
          + " d2 DECIMAL(18, 3), d3 DECIMAL(38, 10), c CHAR(3), v STRING, y BYTES, dt DATE,"
          + " tm TIME(3), ts TIMESTAMP(6), tz TIMESTAMP_LTZ(3)";
  private static final List<String> FLAT_ROWS =
      List.of(
          "[true, -1, -300, 70000, -5000000000, 1.5, -0.1, \"123.45\", \"-123456789012.345\","
              + " \"-1234567890123456789012345678.0123456789\", \"abc\", \"Zürich\", \"00ff10\","
              + " \"2024-02-29\", \"12:13:14.567\", \"1969-12-31T23:59:59.999999\","
              + " \"2024-05-01T10:11:12.345Z\"]",
          "[null, null, null, null, null, null, null, null, null, null, null, null, null, null,"
              + " null, null, null]",
          "[false, 127, 32767, -2147483648, 9223372036854775807, -3.25, 1e300, \"-999.99\","
              + " \"0.001\", \"0.0000000001\", \"   \", \"\", \"\", \"0001-01-01\","
              + " \"00:00:00\", \"2200-12-31T23:59:59\", \"1970-01-01T00:00:00Z\"]");

  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private Path write(String columns, List<String> rows, String... options) throws IOException {
    Schema schema = TypeText.schema(columns);
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    ParquetWriteFormat format = new ParquetWriteFormat();
    WriteFormat.Encoding encoding = format.encoding(schema, Options.of(values, format.options()));
    RowEncoder encoder = encoding.createEncoder();
    Utf8Buffer staged = new Utf8Buffer(16);
    try (Batch batch = JsonBatches.of(schema, allocator, rows)) {
      encoder.bind(List.of(Column.of(batch.vectors())));
      for (int row = 0; row < rows.size(); row++) {
        encoder.encode(row, staged);
      }
    }
    Path file = directory.resolve("rows.parquet");
    try (FileOutput output = LocalFileSystem.INSTANCE.create(file)) {
      encoding
          .finishing()
          .orElseThrow()
          .finish(new ByteArrayInputStream(staged.toByteArray()), output);
    }
    return file;
  }

  private List<String> read(Path file, String columns) throws IOException {
    Schema schema = TypeText.schema(columns);
    ParquetReadFormat format = new ParquetReadFormat();
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    List<String> rows = new ArrayList<>();
    try (RecordReader reader =
        format
            .createDecoder(
                new FileColumns("t", schema, all), Options.of(new TreeMap<>(), format.options()))
            .open(file, Files.size(file), SplitPosition.START, allocator)) {
      while (!reader.isFinished()) {
        try (Batch batch = reader.read(Batch.MAX_ROWS)) {
          if (batch != null) {
            rows.addAll(RowText.of(batch));
          }
        }
      }
    }
    return rows;
  }

  private static List<String> query(String sql) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join(" | ", values));
      }
    }
    return rows;
  }

  private List<String> texts(String columns, List<String> rows) {
    try (Batch batch = JsonBatches.of(TypeText.schema(columns), allocator, rows)) {
      return RowText.of(batch);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void valuesOfAllTypesAreReadBack(String compression) throws Exception {
    Path file = write(FLAT, FLAT_ROWS, "parquet.compression", compression);
    assertEquals(texts(FLAT, FLAT_ROWS), read(file, FLAT));
    assertEquals(
        List.of(
            "true | -1 | -300 | 70000 | -5000000000 | 1.5 | -0.1 | 123.45 | -123456789012.345"
                + " | -1234567890123456789012345678.0123456789 | abc | Zürich | 2024-02-29"
                + " | 12:13:14.567 | 1969-12-31 23:59:59.999999 | 1714558272345",
            "null | null | null | null | null | null | null | null | null | null | null | null"
                + " | null | null | null | null",
            "false | 127 | 32767 | -2147483648 | 9223372036854775807 | -3.25 | 1.0E300 | -999.99"
                + " | 0.001 | 1E-10 |     |  | 0001-01-01 | 00:00:00 | 2200-12-31 23:59:59 | 0"),
        query(
            "SELECT b, t, s, i, l, f, d, d1, d2, d3, c, v, dt::VARCHAR, tm::VARCHAR, ts::VARCHAR,"
                + " epoch_ms(tz) FROM '"
                + file
                + "'"));
  }

  @Test
  void nestedValuesAreReadBack() throws Exception {
    String columns =
        "i INT NOT NULL, r ROW<x INT, y ROW<z STRING>>, a ARRAY<ARRAY<INT>>,"
            + " m MAP<STRING, ARRAY<DOUBLE>>, ar ARRAY<ROW<p STRING, q ARRAY<BIGINT>>>";
    List<String> rows =
        List.of(
            "[1, [1, [\"a\"]], [[1, null], [], null, [2]], [[\"k\", [1.5, null]], [\"l\", null]],"
                + " [[\"p\", [1, 2]], null, [null, []]]]",
            "[2, null, null, null, null]",
            "[3, [null, null], [], [], []]",
            "[4, [null, [null]], [null], [[\"\", []]], [[\"x\", null]]]");
    Path file = write(columns, rows);
    assertEquals(texts(columns, rows), read(file, columns));
    assertEquals(
        List.of(
            "1 | {'x': 1, 'y': {'z': a}} | [[1, NULL], [], NULL, [2]]"
                + " | {k=[1.5, NULL], l=NULL} | [{'p': p, 'q': [1, 2]}, NULL,"
                + " {'p': NULL, 'q': []}]",
            "2 | null | null | null | null",
            "3 | {'x': NULL, 'y': NULL} | [] | {} | []",
            "4 | {'x': NULL, 'y': {'z': NULL}} | [NULL] | {''=[]} | [{'p': x, 'q': NULL}]"),
        query("SELECT i, r::VARCHAR, a::VARCHAR, m::VARCHAR, ar::VARCHAR FROM '" + file + "'"));
  }

  @Test
  void manyRowsFillPagesAndGroupsAndLeaveDictionaries() throws Exception {
    String columns = "i BIGINT, few STRING, many STRING, n INT, l ARRAY<INT>";
    List<String> rows =
        IntStream.range(0, 90_000)
            .mapToObj(
                i ->
                    String.format(
                        "[%d, \"%s\", \"v%d\", %s, %s]",
                        i,
                        "abc".substring(i / 7 % 3),
                        i * 7919L,
                        i % 5 == 0 ? "null" : i / 100,
                        i % 3 == 0 ? "[]" : "[" + i + ", " + i % 4 + "]"))
            .toList();
    Path file = write(columns, rows, "parquet.block.size", "2 mb");
    assertEquals(
        query(
            "SELECT count(*), sum(i), count(DISTINCT few), count(DISTINCT many), sum(n), count(n),"
                + " sum(len(l)), sum(list_sum(l)) FROM '"
                + file
                + "'"),
        List.of(
            String.join(
                " | ",
                "90000",
                String.valueOf(90_000L * 89_999 / 2),
                "3",
                "90000",
                String.valueOf(
                    IntStream.range(0, 90_000)
                        .filter(i -> i % 5 != 0)
                        .mapToLong(i -> i / 100)
                        .sum()),
                "72000",
                "120000",
                String.valueOf(
                    IntStream.range(0, 90_000)
                        .filter(i -> i % 3 != 0)
                        .mapToLong(i -> i + i % 4)
                        .sum()))));
    String flat = "i BIGINT, few STRING, many STRING, n INT";
    List<String> read = read(file, flat);
    assertEquals(90_000, read.size());
    assertEquals(
        "44999 | " + "abc".substring(44_999 / 7 % 3) + " | v356347081 | 449", read.get(44_999));
    assertTrue(
        query("SELECT max(row_group_id) >= 2 FROM parquet_metadata('" + file + "')")
            .equals(List.of("true")));
  }

  @Test
  void aFileWithoutRowsIsWhole() throws Exception {
    Path file = write("i INT", List.of());
    assertEquals(List.of(), read(file, "i INT"));
    assertEquals(List.of("0"), query("SELECT count(*) FROM '" + file + "'"));
  }

  @Test
  void whatParquetCannotHoldIsRefused() {
    OptionException type =
        assertThrows(
            OptionException.class, () -> write("i INT, v ROW<x INTERVAL_DAY_TIME>", List.of()));
    assertTrue(type.getMessage().startsWith("column 'v' is a ROW<"), type.getMessage());
    WeirException key =
        assertThrows(
            WeirException.class, () -> write("m MAP<STRING, INT>", List.of("[[[null, 1]]]")));
    assertEquals(
        "a map in column 'm' has the key NULL, which Parquet cannot hold", key.getMessage());
  }
}
