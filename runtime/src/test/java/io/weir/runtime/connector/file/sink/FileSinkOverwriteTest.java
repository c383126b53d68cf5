package io.weir.runtime.connector.file.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.connector.file.sink.CrashingFileSystem.Crash;
import io.weir.runtime.connector.file.sink.CrashingFileSystem.Survival;
import io.weir.runtime.file.FileOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INSERT OVERWRITE, with the machine stopped at every single change of the file system. */
class FileSinkOverwriteTest {
  private static final Path ROOT = Path.of("/data");
  private static final Path OUT = ROOT.resolve("out");
  private static final int ROWS = 14;

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void everyBufferIsReleased() {
    allocator.close();
  }

  /**
   * What is written over: old rows have negative numbers, those that stay −1 and those that go −2.
   */
  enum Table {
    WHOLE(List.of(), Map.of(), ROWS, Map.of("old.json", -2, "sub/old.json", -2, "_x/old.json", -1)),
    WHOLE_BY_NOTHING(List.of(), Map.of(), 0, Map.of("old.json", -2, ".old.json", -1)),
    PARTITIONS_THAT_GET_ROWS(
        List.of("p"), Map.of(), ROWS, Map.of("p=a/old.json", -2, "p=c/old.json", -1)),
    A_PARTITION_BY_NOTHING(
        List.of("p"), Map.of("p", "c"), 0, Map.of("p=a/old.json", -1, "p=c/old.json", -2)),
    PARTITIONS_OF_ONE_BY_NOTHING(
        List.of("p", "q"), Map.of("p", "c"), 0, Map.of("p=c/q=1/old.json", -1)),
    A_PARTITION_OF_A_NUMBER(
        List.of("q"), Map.of("q", " 07"), 0, Map.of("q=7/old.json", -2, "q=8/old.json", -1));

    private final List<String> partitionKeys;
    private final Map<String, String> given;
    private final int rows;
    private final Map<String, Integer> before;

    Table(
        List<String> partitionKeys,
        Map<String, String> given,
        int rows,
        Map<String, Integer> before) {
      this.partitionKeys = partitionKeys;
      this.given = given;
      this.rows = rows;
      this.before = before;
    }

    FileSink sink(CrashingFileSystem files) {
      TreeMap<String, String> options =
          new TreeMap<>(Map.of("format", "json", "path", OUT.toString()));
      options.put("sink.rolling-policy.rollover-interval", "2 s");
      options.put("sink.rolling-policy.file-size", "60b");
      TableDescriptor table =
          new TableDescriptor(
              "t",
              TypeNames.schema("id INT, p STRING, q INT"),
              Map.of(),
              List.of(),
              partitionKeys,
              options);
      return FileSink.create(table, Options.of(options, FileSinkTest.declared()), OUT, files)
          .overwriting(given);
    }

    List<String> input() {
      return IntStream.range(0, rows)
          .mapToObj(i -> "[" + i + ", \"" + "ab".charAt(i % 2) + "\", " + i % 2 + "]")
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void replacesAllAtTheEndWhereverItCrashes(Table table) throws IOException {
    CrashingFileSystem undisturbed = withOldFiles(table);
    int begun = undisturbed.changes();
    new SinkJob(
            table.sink(undisturbed),
            table.input(),
            3,
            allocator,
            new SinkJob.TestClock(),
            new SinkJob.Manifests())
        .run(1);
    check(table, table.name(), undisturbed);
    for (int crash = 0; crash < undisturbed.changes() - begun; crash++) {
      for (Survival survival : Survival.values()) {
        crashAndRecover(table, crash, survival);
      }
    }
  }

  private void crashAndRecover(Table table, int crash, Survival survival) throws IOException {
    String name = table + " " + survival + " " + crash;
    CrashingFileSystem files = withOldFiles(table);
    SinkJob.Manifests manifests = new SinkJob.Manifests();
    SinkJob.TestClock clock = new SinkJob.TestClock();
    files.crashAt(crash, crash % 2 == 0);
    assertThrows(
        Crash.class,
        () -> new SinkJob(table.sink(files), table.input(), 3, allocator, clock, manifests).run(1),
        name);
    files.restart(survival);
    TreeSet<Integer> seen = ids(files);
    TreeSet<Integer> stays = new TreeSet<>(seen.tailSet(0));
    assertTrue(stays.isEmpty() || manifests.isFinal(), name + ": published before the end");
    new SinkJob(table.sink(files), table.input(), 3, allocator, clock, manifests).run(1);
    check(table, name, files);
  }

  @Test
  void leavesFilesAloneThatComeWhileACommitIsRepeated() throws IOException {
    SinkJob.Manifests manifests;
    SinkJob.TestClock clock = new SinkJob.TestClock();
    CrashingFileSystem files;
    int crash = 0;
    do {
      files = withOldFiles(Table.WHOLE);
      manifests = new SinkJob.Manifests();
      files.crashAt(crash++, true);
      assertTrue(crashes(files, clock, manifests));
    } while (!ids(files).contains(0));
    files.restart(Survival.ALL);
    write(files, "new.json", 77);
    assertFalse(crashes(files, clock, manifests));
    assertTrue(ids(files).contains(77));
  }

  private boolean crashes(
      CrashingFileSystem files, SinkJob.TestClock clock, SinkJob.Manifests manifests)
      throws IOException {
    try {
      new SinkJob(Table.WHOLE.sink(files), Table.WHOLE.input(), 3, allocator, clock, manifests)
          .run(1);
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  private static CrashingFileSystem withOldFiles(Table table) throws IOException {
    CrashingFileSystem files = new CrashingFileSystem(ROOT);
    for (Map.Entry<String, Integer> old : new TreeMap<>(table.before).entrySet()) {
      write(files, old.getKey(), old.getValue());
    }
    return files;
  }

  private static void write(CrashingFileSystem files, String path, int id) throws IOException {
    Path file = OUT.resolve(path);
    files.createDirectories(file.getParent());
    byte[] line = ("{\"id\":" + id + "}\n").getBytes(StandardCharsets.UTF_8);
    try (FileOutput output = files.create(file)) {
      output.write(line, 0, line.length);
      output.sync();
    }
    for (Path up = file.getParent(); !up.equals(ROOT); up = up.getParent()) {
      files.syncDirectory(up);
    }
    files.syncDirectory(ROOT);
  }

  /** The new rows and nothing else but what is not replaced. */
  private static void check(Table table, String name, CrashingFileSystem files) {
    TreeSet<Integer> wanted = new TreeSet<>(IntStream.range(0, table.rows).boxed().toList());
    if (table.before.containsValue(-1)) {
      wanted.add(-1);
    }
    assertEquals(wanted, ids(files), name);
    boolean isTidy =
        files.visibleFiles().keySet().stream()
            .noneMatch(path -> path.startsWith("out/_weir/overwrites"));
    assertTrue(isTidy, name);
  }

  private static TreeSet<Integer> ids(CrashingFileSystem files) {
    TreeSet<Integer> ids = new TreeSet<>();
    files
        .visibleFiles()
        .forEach(
            (path, content) -> {
              if (!path.toString().endsWith(".json") || path.startsWith("out/_weir")) {
                return;
              }
              for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
                ids.add(Integer.parseInt(line.replaceAll(".*\"id\":(-?\\d+).*", "$1")));
              }
            });
    return ids;
  }
}
