package io.weir.runtime.connector.format;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Prints how many rows the formats read in a second of CPU time, from bids like those of the
 * Nexmark benchmark. Run its main method with the flags of {@code weir.jvm.flags}; the argument is
 * a directory for the generated files, and a second one names one format.
 */
public final class ReadBenchmark {
  private static final int BIDS = 1_000_000;
  private static final int ROUNDS = 8;
  private static final Schema SCHEMA =
      TypeText.schema(
          "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
              + " dateTime TIMESTAMP(3), extra STRING");
  private static final List<Integer> FOUR = List.of(0, 1, 2, 5);
  private static final List<Integer> ALL = IntStream.range(0, 7).boxed().toList();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReadBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]));
    Path json = directory.resolve("bids.json");
    Path csv = directory.resolve("bids.csv");
    Path parquet = directory.resolve("bids.parquet");
    if (!Files.exists(parquet)) {
      generate(json);
      convert(json, csv, parquet);
    }
    if (args.length > 1) {
      Path file = directory.resolve("bids." + args[1]);
      measure(args[1], file, args.length > 2 ? ALL : FOUR);
      return;
    }
    measure("json", json, FOUR);
    measure("json", json, ALL);
    measure("csv", csv, FOUR);
    measure("csv", csv, ALL);
    measure("parquet", parquet, FOUR);
    measure("parquet", parquet, ALL);
  }

  private static void measure(String format, Path file, List<Integer> needed) throws IOException {
    ReadFormat read = ReadFormats.named(format);
    FileDecoder decoder =
        read.createDecoder(
            new ReadFormat.FileColumns("bids", SCHEMA, needed),
            Options.of(new TreeMap<>(), read.options()));
    double best = 0;
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int round = 0; round < ROUNDS; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        long rows = 0;
        try (RecordReader reader =
            decoder.open(file, Files.size(file), SplitPosition.START, allocator)) {
          while (!reader.isFinished()) {
            try (Batch batch = reader.read(Batch.MAX_ROWS)) {
              rows += batch == null ? 0 : batch.rowCount();
            }
          }
        }
        best = Math.max(best, rows * 1e3 / (THREADS.getCurrentThreadCpuTime() - start));
      }
    }
    System.out.printf(
        "%-8s %d of 7 columns: %5.1f M rows a second of CPU%n", format, needed.size(), best);
  }

  private static void generate(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      for (int i = 0; i < BIDS; i++) {
        long millis = i / 10 % 1000;
        long seconds = i / 10_000;
        String channel = random.nextBoolean() ? "Google" : "channel-" + random.nextInt(10_000);
        out.write(
            String.format(
                "{\"auction\":%d,\"bidder\":%d,\"price\":%d,\"channel\":\"%s\","
                    + "\"url\":\"https://www.nexmark.com/%s/%s/%s/item.htm?query=1\","
                    + "\"dateTime\":\"2015-07-15 00:%02d:%02d.%03d\",\"extra\":\"%s\"}%n",
                1000 + i / 15 + random.nextInt(100),
                1000 + i / 50 + random.nextInt(1000),
                Math.round(Math.pow(10, random.nextDouble() * 6) * 100),
                channel,
                word(random, 4),
                word(random, 4),
                word(random, 4),
                seconds / 60,
                seconds % 60,
                millis,
                word(random, 55 + random.nextInt(27))));
      }
    }
  }

  private static String word(SplittableRandom random, int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static void convert(Path json, Path csv, Path parquet) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          "CREATE VIEW bids AS SELECT * FROM read_json('"
              + json
              + "', columns = {auction: 'BIGINT',"
              + " bidder: 'BIGINT', price: 'BIGINT', channel: 'VARCHAR', url: 'VARCHAR',"
              + " dateTime: 'TIMESTAMP', extra: 'VARCHAR'})");
      statement.execute("COPY bids TO '" + csv + "' (FORMAT csv, HEADER false)");
      statement.execute("COPY bids TO '" + parquet + "' (FORMAT parquet, COMPRESSION zstd)");
    }
  }
}
