package io.weir.runtime.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB writes files in every way it knows; what is read must be what DuckDB reads. */
class ParquetReaderTest {
  private static final int ROWS = 10_000;
  private static final String ROW_EXPRESSIONS =
      """
      i::INTEGER AS whole,
      CASE WHEN i % 7 = 0 THEN NULL ELSE i * 1000003 - 500000000 END::BIGINT AS big,
      (i % 100)::SMALLINT AS small,
      (i % 100)::TINYINT AS tiny,
      (i * 0.1)::DOUBLE AS twice,
      CASE WHEN i % 3 = 0 THEN NULL ELSE i * 0.5 END::FLOAT AS single,
      i % 5 = 1 AS flag,
      CASE WHEN i % 11 = 0 THEN NULL ELSE 'wörd-' || (i % 50) END AS word,
      repeat('x', (i % 300)::INTEGER) || i AS text,
      DATE '2001-01-01' + (i % 1000)::INTEGER AS day,
      TIMESTAMP '2001-01-01 00:00:00' + INTERVAL (i) MINUTE AS moment,
      (TIMESTAMP '2001-01-01 00:00:00' + INTERVAL (i) SECOND)::TIMESTAMP_MS AS moment_ms,
      (i * 1.01)::DECIMAL(9, 2) AS short_decimal,
      (i * 1.0001 - 777)::DECIMAL(18, 4) AS decimal,
      (i::HUGEINT * 100000000000000000000)::DECIMAL(38, 3) AS wide_decimal,
      NULL::BIGINT AS nothing
      """;
  private static final Schema SCHEMA =
      Schema.of(
          new Field("whole", LogicalType.int32()),
          new Field("big", LogicalType.bigint()),
          new Field("small", LogicalType.of(TypeKind.SMALLINT)),
          new Field("tiny", LogicalType.of(TypeKind.TINYINT)),
          new Field("twice", LogicalType.float64()),
          new Field("single", LogicalType.of(TypeKind.FLOAT)),
          new Field("flag", LogicalType.bool()),
          new Field("word", LogicalType.string()),
          new Field("text", LogicalType.string()),
          new Field("day", LogicalType.of(TypeKind.DATE)),
          new Field("moment", LogicalType.timestamp(6)),
          new Field("moment_ms", LogicalType.timestamp(3)),
          new Field("short_decimal", LogicalType.decimal(9, 2)),
          new Field("decimal", LogicalType.decimal(18, 4)),
          new Field("wide_decimal", LogicalType.decimal(38, 3)),
          new Field("nothing", LogicalType.bigint()));

  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "snappy, V1",
    "zstd, V1",
    "gzip, V1",
    "uncompressed, V1",
    "lz4_raw, V1",
    "snappy, V2",
    "zstd, V2",
    "uncompressed, V2"
  })
  void readsWhatDuckDbReads(String codec, String version) throws Exception {
    Path file = write(codec, version);
    List<String> expected = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT whole, big, small, tiny, twice, single, flag, word, text,"
                    + " date_diff('day', DATE '1970-01-01', day), epoch_us(moment),"
                    + " epoch_us(moment_ms), short_decimal, decimal, wide_decimal, nothing FROM '"
                    + file
                    + "'")) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= SCHEMA.size(); i++) {
          row.append(rows.getString(i)).append('|');
        }
        expected.add(row.toString());
      }
    }
    assertEquals(ROWS, expected.size());
    assertEquals(expected, readFrom(file, 0));
    for (long start : new long[] {1, 2047, 2048, 4096, 5000, ROWS - 1, ROWS}) {
      assertEquals(expected.subList((int) start, ROWS), readFrom(file, start), "from " + start);
    }
  }

  @Test
  void aDamagedFileIsAnErrorNeverARowTooMuch() throws Exception {
    byte[] whole = Files.readAllBytes(write("uncompressed", "V1"));
    Path damaged = directory.resolve("damaged.parquet");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged, bytes);
      try {
        assertTrue(readFrom(damaged, 0).size() <= ROWS);
      } catch (IOException expected) {
        assertFalse(expected.getMessage().isEmpty());
      }
    }
  }

  @Test
  void aFileThatIsCutOffIsNamedSo() throws Exception {
    byte[] whole = Files.readAllBytes(write("zstd", "V1"));
    Path cut = directory.resolve("cut.parquet");
    for (int length : new int[] {0, 5, 11, 1000, whole.length / 2, whole.length - 1}) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThrows(ParquetException.class, () -> ParquetFile.open(cut), "length " + length);
    }
  }

  private Path write(String codec, String version) throws SQLException {
    Path file = directory.resolve(codec + version + ".parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT "
              + ROW_EXPRESSIONS
              + " FROM range("
              + ROWS
              + ") t(i)) TO '"
              + file
              + "' (FORMAT parquet, COMPRESSION "
              + codec
              + ", PARQUET_VERSION "
              + version
              + ", ROW_GROUP_SIZE 2048)");
    }
    return file;
  }

  private List<String> readFrom(Path path, long start) throws IOException {
    ParquetFile file = ParquetFile.open(path);
    List<String> rows = new ArrayList<>();
    try (ParquetReader reader = new ParquetReader(file, SCHEMA, allocator)) {
      reader.seek(start);
      while (!reader.isAtEnd()) {
        List<FieldVector> vectors = reader.read(1000);
        try {
          int count = vectors.get(0).getValueCount();
          for (int row = 0; row < count; row++) {
            StringBuilder text = new StringBuilder();
            for (FieldVector vector : vectors) {
              Object value = vector.getObject(row);
              text.append(text(value)).append('|');
            }
            rows.add(text.toString());
          }
        } finally {
          vectors.forEach(FieldVector::close);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
    return rows;
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof java.time.LocalDateTime time) {
      java.time.Instant instant = time.toInstant(java.time.ZoneOffset.UTC);
      return String.valueOf(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
    }
    return String.valueOf(value);
  }
}
