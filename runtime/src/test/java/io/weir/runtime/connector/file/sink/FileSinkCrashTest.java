package io.weir.runtime.connector.file.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.connector.file.sink.CrashingFileSystem.Crash;
import io.weir.runtime.connector.file.sink.CrashingFileSystem.Survival;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops the machine at every single change of the file system, and compares what readers see. */
class FileSinkCrashTest {
  private static final Path ROOT = Path.of("/data");
  private static final int ROWS = 17;
  private static final int ROWS_PER_CHECKPOINT = 3;
  private static final int RANDOM_RUNS = Integer.getInteger("weir.test.runs", 300);

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void everyBufferIsReleased() {
    allocator.close();
  }

  /** Which table is written. */
  enum Table {
    ROLLING_AT_EVERY_CHECKPOINT(List.of(), Map.of("rollover-interval", "0 s")),
    ROLLING_BY_TIME(List.of(), Map.of("rollover-interval", "3 s")),
    ROLLING_BY_SIZE(List.of(), Map.of("file-size", "60b")),
    PARTITIONED(List.of("p"), Map.of("rollover-interval", "2 s", "file-size", "40b")),
    ROLLING_AT_END(List.of("p", "q"), Map.of()),
    COMPRESSED(List.of(), Map.of("rollover-interval", "3 s"), Map.of("sink.compression", "gzip")),
    PARQUET(
        List.of("p"),
        Map.of("rollover-interval", "3 s", "file-size", "90b"),
        Map.of("format", "parquet")),
    AVRO(
        List.of(),
        Map.of("rollover-interval", "3 s"),
        Map.of("format", "avro", "avro.codec", "deflate")),
    COMPACTED(List.of("p"), Map.of("rollover-interval", "2 s"), Map.of("auto-compaction", "true")),
    COMPACTED_SMALL(
        List.of(),
        Map.of("file-size", "40b"),
        Map.of("auto-compaction", "true", "compaction.file-size", "90b")),
    COMPACTED_PARQUET(
        List.of(),
        Map.of("rollover-interval", "2 s"),
        Map.of("auto-compaction", "true", "format", "parquet")),
    COMPACTED_AVRO(
        List.of(),
        Map.of("rollover-interval", "2 s"),
        Map.of("auto-compaction", "true", "format", "avro")),
    MARKED_BY_TIME(
        List.of("p"),
        Map.of("rollover-interval", "2 s"),
        Map.of(
            "sink.partition-commit.policy.kind",
            "success-file",
            "sink.partition-commit.delay",
            "3 s")),
    MARKED_AT_END(
        List.of("p", "q"),
        Map.of("rollover-interval", "2 s"),
        Map.of(
            "sink.partition-commit.policy.kind",
            "success-file",
            "sink.partition-commit.delay",
            "1 h"));

    private final List<String> partitionKeys;
    private final TreeMap<String, String> options = new TreeMap<>();

    Table(List<String> partitionKeys, Map<String, String> rolling) {
      this(partitionKeys, rolling, Map.of());
    }

    Table(List<String> partitionKeys, Map<String, String> rolling, Map<String, String> others) {
      this.partitionKeys = partitionKeys;
      options.put("format", "json");
      options.put("path", "/data/out");
      options.putAll(others);
      rolling.forEach((key, value) -> options.put("sink.rolling-policy." + key, value));
    }

    boolean isMarked() {
      return options.containsKey("sink.partition-commit.policy.kind");
    }

    FileSink sink(CrashingFileSystem files) {
      TableDescriptor table =
          new TableDescriptor(
              "t",
              TypeNames.schema("id INT, p STRING, q INT"),
              Map.of(),
              List.of(),
              partitionKeys,
              options);
      return FileSink.create(
          table, Options.of(options, FileSinkTest.declared()), ROOT.resolve("out"), files);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesEveryRowOnceWhereverItCrashes(Table table) throws IOException {
    int changes = changesOfAnUndisturbedRun(table);
    for (int crash = 0; crash < changes; crash++) {
      for (Survival survival : Survival.values()) {
        for (boolean after : new boolean[] {false, true}) {
          String name = table + " " + survival + (after ? " after " : " before ") + crash;
          crashAndRecover(table, name, crash, after, survival);
        }
      }
    }
  }

  private int changesOfAnUndisturbedRun(Table table) throws IOException {
    CrashingFileSystem files = new CrashingFileSystem(ROOT);
    job(table, files, new SinkJob.TestClock(), new SinkJob.Manifests()).run(2);
    check(table, table.name(), files);
    return files.changes();
  }

  private void crashAndRecover(
      Table table, String name, int crash, boolean after, Survival survival) throws IOException {
    CrashingFileSystem files = new CrashingFileSystem(ROOT);
    SinkJob.Manifests manifests = new SinkJob.Manifests();
    SinkJob.TestClock clock = new SinkJob.TestClock();
    files.crashAt(crash, after);
    assertTrue(crashes(table, files, clock, manifests, 2), name);
    checkVisible(name, files);
    files.restart(survival);
    checkVisible(name, files);
    job(table, files, clock, manifests).run(1 + crash % 3);
    check(table, name, files);
  }

  @Test
  void writesEveryRowOnceWhateverTheCrashes() throws IOException {
    long seed = Long.getLong("weir.test.seed", 42);
    System.out.println("weir.test.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_RUNS; i++) {
      Table table = Table.values()[random.nextInt(Table.values().length)];
      CrashingFileSystem files = new CrashingFileSystem(ROOT);
      SinkJob.Manifests manifests = new SinkJob.Manifests();
      SinkJob.TestClock clock = new SinkJob.TestClock();
      String name = table + " of run " + i + " of seed " + seed;
      int crashes = 0;
      do {
        files.restart(Survival.values()[random.nextInt(3)]);
        checkVisible(name, files);
        if (crashes++ < 8) {
          files.crashAt(random.nextInt(60), random.nextBoolean());
        }
      } while (crashes(table, files, clock, manifests, 1 + random.nextInt(3)));
      check(table, name, files);
    }
  }

  private boolean crashes(
      Table table,
      CrashingFileSystem files,
      SinkJob.TestClock clock,
      SinkJob.Manifests manifests,
      int parallelism)
      throws IOException {
    try {
      job(table, files, clock, manifests).run(parallelism);
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  private SinkJob job(
      Table table, CrashingFileSystem files, SinkJob.TestClock clock, SinkJob.Manifests manifests) {
    return new SinkJob(table.sink(files), rows(), ROWS_PER_CHECKPOINT, allocator, clock, manifests);
  }

  private static List<String> rows() {
    List<String> places = List.of("\"a/b\"", "\"\"", "null");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add("[" + i + ", " + places.get(i % 3) + ", " + i % 2 + "]");
    }
    return rows;
  }

  /** Every row once, each file listed once by a commit, nothing left in progress. */
  private static void check(Table table, String name, CrashingFileSystem files) {
    assertEquals(
        IntStream.range(0, ROWS).boxed().toList(), List.copyOf(checkVisible(name, files)), name);
    List<String> published = new ArrayList<>();
    TreeSet<Path> partitions = new TreeSet<>();
    TreeSet<Path> marked = new TreeSet<>();
    StringBuilder lists = new StringBuilder();
    files
        .visibleFiles()
        .forEach(
            (path, content) -> {
              String fileName = path.getFileName().toString();
              if (fileName.startsWith(".weir-probe-")) {
                return;
              }
              assertFalse(fileName.startsWith("."), name + ": " + path);
              if (path.startsWith("out/_weir")) {
                lists.append(new String(content, StandardCharsets.UTF_8));
              } else if (fileName.equals("_SUCCESS")) {
                marked.add(path.getParent());
              } else {
                partitions.add(path.getParent());
                published.add(path.toString().substring("out/".length()));
              }
            });
    assertEquals(table.isMarked() ? partitions : new TreeSet<>(), marked, name);
    for (String path : published) {
      String quoted = "\"" + path + "\"";
      int first = lists.indexOf(quoted);
      assertTrue(first >= 0 && lists.indexOf(quoted, first + 1) < 0, name + ": " + path);
    }
  }

  /** No row twice, no file that is not whole. */
  private static TreeSet<Integer> checkVisible(String name, CrashingFileSystem files) {
    TreeSet<Integer> ids = new TreeSet<>();
    files
        .visibleFiles()
        .forEach(
            (path, content) -> {
              String fileName = path.getFileName().toString();
              if (fileName.startsWith(".")
                  || fileName.equals("_SUCCESS")
                  || path.startsWith("out/_weir")) {
                return;
              }
              String text = text(fileName, content);
              assertTrue(text.endsWith("}\n"), name + ": " + path + " is not whole: " + text);
              for (String line : text.split("\n")) {
                int id = Integer.parseInt(line.replaceAll(".*\"id\":(\\d+).*", "$1"));
                assertTrue(ids.add(id), name + ": row " + id + " is there twice");
              }
            });
    return ids;
  }

  private static String text(String fileName, byte[] content) {
    for (String format : List.of("parquet", "avro")) {
      if (fileName.endsWith("." + format)) {
        return BinaryRows.lines(format, content);
      }
    }
    if (!fileName.endsWith(".gz")) {
      return new String(content, StandardCharsets.UTF_8);
    }
    try (var members = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(members.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
