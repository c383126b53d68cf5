package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A directory to which files are added while a job reads it, and while it is dead: every row is
 * committed once, and so is every record that cannot be read, to a table of its own. {@code
 * -Dweir.monitor.kills=50} makes it a campaign; {@code -Dweir.seed=…} repeats one.
 */
class MonitoredFilesTest {
  private static final int KILLS = Integer.getInteger("weir.monitor.kills", 1);
  private static final long SEED = Long.getLong("weir.seed", 20010416);
  private static final int ROWS_PER_FILE = 500;
  private static final int FILES_PER_LIFE = 12;

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final List<String> expected = new ArrayList<>();
  private final List<String> expectedBad = new ArrayList<>();
  private int files;

  @Test
  void filesThatAppearLaterAreReadOnceHoweverOftenTheProcessIsKilled() throws Exception {
    Path input = Files.createDirectory(directory.resolve("input"));
    Path script = script();
    for (int kills = 0; kills <= KILLS; kills++) {
      addFile(input);
      try (WeirProcess weir = WeirProcess.start(directory, "run", script.toString())) {
        for (int i = 0; i < FILES_PER_LIFE; i++) {
          assertTrue(!weir.hasEndedWithin(random.nextInt(150)), weir::readableErrors);
          addFile(input);
        }
        if (kills == KILLS) {
          finish(weir);
        } else {
          assertTrue(weir.killAfter(random.nextInt(1000)), weir::readableErrors);
        }
      }
    }
    expected.sort(null);
    expectedBad.sort(null);
    CommittedRows.assertSame(expected, committed("output"), "seed " + SEED);
    CommittedRows.assertSame(expectedBad, committed("bad"), "bad records, seed " + SEED);
  }

  /** Waits until what is expected has been committed, and stops. */
  private void finish(WeirProcess weir) throws Exception {
    weir.await(
        () ->
            committed("output").size() >= expected.size()
                && committed("bad").size() >= expectedBad.size());
    weir.terminate();
    weir.exitCode();
  }

  /** What lies in files that are there to stay, while others are still being written. */
  private List<String> committed(String table) throws IOException {
    Path output = directory.resolve(table);
    List<String> rows = new ArrayList<>();
    if (Files.isDirectory(output)) {
      try (Stream<Path> entries = Files.list(output)) {
        for (Path file : entries.filter(MonitoredFilesTest::isCommitted).toList()) {
          rows.addAll(Files.readAllLines(file));
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  private static boolean isCommitted(Path file) {
    return Character.isLetterOrDigit(file.getFileName().toString().charAt(0));
  }

  private void addFile(Path input) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ROWS_PER_FILE; i++) {
      String row = "{\"n\":" + (files * ROWS_PER_FILE + i) + "}";
      lines.append(row).append('\n');
      expected.add(row);
    }
    expectedBad.add(
        "{\"record\":\"bad " + files + "\",\"line_or_offset\":" + (ROWS_PER_FILE + 1) + "}");
    lines.append("bad ").append(files).append('\n');
    Path unfinished = Files.writeString(input.resolve(".being-written"), lines);
    Files.move(
        unfinished,
        input.resolve("part-" + random.nextInt(1_000_000) + "-" + files++ + ".json"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private Path script() throws IOException {
    Path script = directory.resolve("monitor.sql");
    Files.writeString(
        script,
        """
        SET 'parallelism.default' = '2';
        SET 'execution.checkpointing.interval' = '50 ms';
        CREATE TABLE numbers (n INT) WITH (
          'connector' = 'filesystem', 'path' = 'input', 'format' = 'json',
          'source.monitor-interval' = '20 ms', 'bad-records.table' = 'bad'
        );
        CREATE TABLE bad (record STRING, line_or_offset BIGINT) WITH (
          'connector' = 'filesystem', 'path' = 'bad', 'format' = 'json',
          'sink.rolling-policy.rollover-interval' = '100 ms'
        );
        CREATE TABLE copies (n INT) WITH (
          'connector' = 'filesystem', 'path' = 'output', 'format' = 'json', 'auto-compaction' = 'true',
          'sink.rolling-policy.rollover-interval' = '100 ms'
        );
        INSERT INTO copies SELECT n FROM numbers;
        """);
    return script;
  }
}
