package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Parquet file with changed bytes gives other values or a fault that names the file, and nothing
 * else: no other exception, no buffer left behind.
 */
class DamagedParquetTest {
  private static final int ROUNDS = 60;

  @TempDir Path directory;

  @Test
  void damageIsNoticedOrReadButNeverBreaks() throws SQLException, IOException {
    long seed = Long.getLong("weir.seed", 20010416);
    Reading reading =
        Reading.of("parquet", "a BIGINT, b STRING, c DECIMAL(9, 2), d TIMESTAMP(3), e DOUBLE");
    int faults = 0;
    for (String codec : new String[] {"uncompressed", "snappy", "zstd", "gzip"}) {
      byte[] whole = Files.readAllBytes(write(codec));
      for (int round = 0; round < ROUNDS; round++) {
        Random random = new Random(seed + round);
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        Path file = directory.resolve("damaged.parquet");
        Files.write(file, random.nextInt(5) == 0 ? cut(damaged, random) : damaged);
        try {
          reading.rows(file);
        } catch (WeirException e) {
          faults++;
          assertTrue(
              e.getMessage().startsWith("file '" + file + "'"), codec + " " + e.getMessage());
        } catch (RuntimeException | Error e) {
          throw new AssertionError(codec + ", seed " + (seed + round), e);
        }
      }
    }
    assertTrue(faults > ROUNDS / 2, "only " + faults + " faults");
    assertEquals(2000, reading.rows(write("zstd")).size());
  }

  private static byte[] cut(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private Path write(String codec) throws SQLException {
    Path file = directory.resolve(codec + ".parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT CASE WHEN i % 5 = 0 THEN NULL ELSE i * 3 END AS a, 'text ' || (i % 40) AS b,"
              + " (i * 0.11)::DECIMAL(9, 2) AS c, TIMESTAMP '2001-01-01' + INTERVAL (i) SECOND AS d,"
              + " i / 7.0::DOUBLE AS e FROM range(2000) r(i)) TO '"
              + file
              + "' (FORMAT parquet, COMPRESSION "
              + codec
              + ", ROW_GROUP_SIZE 2048)");
    }
    return file;
  }
}
