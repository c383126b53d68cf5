package io.weir.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The same scripts over the same files, here and through {@code weir submit --wait} on Flink: what
 * is committed must be equal, row for row. Writes a table of it to {@code target/submitted.md}.
 */
class SubmittedScriptsTest {
  private static final String EVENTS = Integer.getInteger("weir.flink.events", 100_000).toString();
  private static final String PARALLELISM = "parallelism.default=2";

  private static Path directory;
  private static final List<String> figures = new ArrayList<>();
  private static FlinkCluster cluster;
  private static NexmarkScripts nexmark;

  @BeforeAll
  static void start() throws Exception {
    directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "submitted");
    cluster = FlinkCluster.start(directory.resolve("cluster"), 2);
    nexmark = new NexmarkScripts(directory.resolve("events"));
    Path file = Files.writeString(directory.resolve("events.sql"), nexmark.generator());
    WeirRun run =
        WeirRun.of(
            directory,
            "run",
            file.toString(),
            "--var",
            "EVENTS_NUM=" + EVENTS,
            "--var",
            "TPS=1000",
            "--set",
            "parallelism.default=1");
    assertEquals(0, run.exitCode(), run.text());
    assertEquals(Map.of("person", 1, "auction", 1, "bid", 1), nexmark.files());
    figures.add("| script | mode | rows | Weir, s | Flink, s |");
    figures.add("|---|---|---|---|---|");
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    Files.write(Path.of("target", "submitted.md"), figures);
  }

  @TestFactory
  Stream<DynamicTest> nexmark() {
    List<String> names = new ArrayList<>(IntStream.range(0, 24).mapToObj(i -> "q" + i).toList());
    names.removeAll(NexmarkScripts.NOT_PORTABLE.keySet());
    assertTrue(names.size() >= 20, names.toString());
    return names.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        same(
                            name,
                            NexmarkScripts.isStreaming(name) ? "streaming" : "batch",
                            nexmark.query(name))));
  }

  @Test
  void theFirstExample() throws Exception {
    same("hourly-delays", "streaming", flights("hourly-delays"));
  }

  @Test
  void theExampleThatWritesCsv() throws Exception {
    same("daily-routes", "streaming", flights("daily-routes"));
  }

  private static String flights(String name) throws IOException {
    return NexmarkScripts.example("flights/" + name + ".sql")
        .replace("'examples/data/", "'" + NexmarkScripts.EXAMPLES + "/data/")
        .replace("'out/" + name + "'", "'${OUTPUT_DIR}'");
  }

  private static void same(String name, String mode, String script) throws Exception {
    Path here = directory.resolve(name + "-weir");
    Path there = directory.resolve(name + "-flink");
    long began = System.nanoTime();
    WeirRun weir = run(name, script, here);
    long between = System.nanoTime();
    assertEquals(0, weir.exitCode(), weir.text());
    WeirRun flink = submit(name, script, there);
    long ended = System.nanoTime();
    assertEquals(0, flink.exitCode(), flink.text());
    List<String> rows = rows(name, here);
    assertFalse(rows.isEmpty());
    assertSame(rows, rows(name, there));
    figures.add(
        "| %s | %s | %,d | %.1f | %.1f |"
            .formatted(name, mode, rows.size(), (between - began) / 1e9, (ended - between) / 1e9));
  }

  /** The rows to compare: of equal prices in q19, either bid is the first on Flink. */
  private static List<String> rows(String name, Path directory) throws IOException {
    List<String> rows = WrittenRows.of(directory);
    return name.equals("q19")
        ? rows.stream().map(SubmittedScriptsTest::priceOf).sorted().toList()
        : rows;
  }

  private static String priceOf(String bid) {
    return field(bid, "auction") + " " + field(bid, "price") + " " + field(bid, "rank_number");
  }

  private static String field(String row, String name) {
    return row.replaceAll(".*\\b" + name + "=(\\d+).*", "$1");
  }

  private static WeirRun run(String name, String script, Path output) throws Exception {
    Path file = Files.writeString(directory.resolve(name + ".sql"), script);
    return WeirRun.of(
        directory, "run", file.toString(), "--set", PARALLELISM, "--var", "OUTPUT_DIR=" + output);
  }

  private static WeirRun submit(String name, String script, Path output) throws Exception {
    Path file = Files.writeString(directory.resolve(name + ".sql"), script);
    return WeirRun.of(
        directory,
        "submit",
        file.toString(),
        "--to",
        cluster.gatewayAddress(),
        "--wait",
        "--set",
        PARALLELISM,
        "--var",
        "OUTPUT_DIR=" + output);
  }

  /** Names the first row that differs: both lists at once are too much to read. */
  private static void assertSame(List<String> here, List<String> there) {
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      assertEquals(here.get(i), there.get(i), "row " + i + " of " + here.size());
    }
    assertEquals(here.size(), there.size());
  }

  /**
   * Flink lets go of the windows that are open when the input ends, which may be all; here they are
   * written.
   */
  @Test
  void windowsOfProcessingTimeHoldNoRowTwice() throws Exception {
    String script = nexmark.query("q12");
    Path here = directory.resolve("q12-weir");
    Path there = directory.resolve("q12-flink");
    WeirRun weir = run("q12", script, here);
    assertEquals(0, weir.exitCode(), weir.text());
    WeirRun flink = submit("q12", script, there);
    assertEquals(0, flink.exitCode(), flink.text());
    assertEquals(Long.parseLong(EVENTS) * 46 / 50, bids(here));
    long onFlink = Files.exists(there) ? bids(there) : 0;
    assertTrue(onFlink <= bids(here), onFlink + " bids of " + bids(here));
  }

  private static long bids(Path directory) throws IOException {
    return WrittenRows.of(directory).stream()
        .mapToLong(row -> Long.parseLong(field(row, "bid_count")))
        .sum();
  }

  @Test
  void aLookupInFilesIsRefused() throws Exception {
    String script = nexmark.query("q13").replace("${SIDE_INPUT}", "/side-input");
    WeirRun run = submit("q13", script, directory.resolve("q13-flink"));
    assertEquals(1, run.exitCode(), run.text());
    assertTrue(
        run.text().contains("Flink cannot look up rows in a table of 'filesystem'"), run.text());
    assertTrue(run.text().contains("nothing was sent"), run.text());
  }

  @Test
  void aSelectIsRefused() throws Exception {
    WeirRun run = submit("busiest-hours", flights("busiest-hours"), directory.resolve("no-output"));
    assertEquals(1, run.exitCode(), run.text());
    assertTrue(run.text().contains("nothing was sent"), run.text());
  }
}
