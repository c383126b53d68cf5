package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints with damaged, lost and torn files, and older ones in their place. */
class DamagedCheckpointTest {
  private static final String CHECKPOINT = "CHECKPOINT JOB 'job';\n";
  private static final String STOP = "STOP JOB 'job';\n";

  /** One more checkpoint and stop: a run that goes on skips the statements that it has done. */
  private static final String ON = CHECKPOINT + STOP;

  private static final String ACCEPT = "weir.state-recovery.accept-duplicates=true";

  @TempDir Path directory;

  private String script(String sink) {
    return "CREATE TABLE src (event_type INT, bid ROW<auction BIGINT, bidder BIGINT, price BIGINT,"
        + " channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING>)"
        + " WITH ('connector' = 'nexmark');\n"
        + "CREATE TABLE o (b BIGINT, PRIMARY KEY (b) NOT ENFORCED) WITH ("
        + sink
        + ");\nINSERT INTO o SELECT DISTINCT bid.bidder FROM src WHERE event_type = 2;\n"
        + CHECKPOINT
        + CHECKPOINT
        + CHECKPOINT
        + STOP;
  }

  private String files(String rollover) {
    return script(
            "'connector' = 'filesystem', 'format' = 'json', 'path' = '"
                + directory.resolve("o")
                + "', 'sink.rolling-policy.rollover-interval' = '"
                + rollover
                + "'")
        .replace(", PRIMARY KEY (b) NOT ENFORCED", "");
  }

  private CommandRun run(String text, String... settings) throws IOException {
    return run(text, false, settings);
  }

  private CommandRun run(String text, boolean isFresh, String... settings) throws IOException {
    Path script = directory.resolve("job.sql");
    Files.writeString(script, text);
    List<String> arguments =
        new ArrayList<>(List.of("run", script.toString(), "--data", data().toString()));
    if (isFresh) {
      arguments.add("--fresh");
    }
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private CommandRun ask(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", data().toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private Path checkpoints() {
    return data().resolve("jobs/job/checkpoints");
  }

  private long newest() throws IOException {
    try (Stream<Path> entries = Files.list(checkpoints())) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .mapToLong(Long::parseLong)
          .max()
          .orElseThrow();
    }
  }

  private Path newestManifest() throws IOException {
    return checkpoints().resolve(newest() + "/MANIFEST.json");
  }

  private List<String> committed() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("o"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part")).toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    return rows;
  }

  private static void assertSays(CommandRun run, int exitCode, String... parts) {
    assertEquals(exitCode, run.exitCode(), run.errors());
    for (String part : parts) {
      assertTrue(
          run.errors().contains(part) || run.output().contains(part),
          "no '" + part + "' in: " + run.errors() + run.output());
    }
    assertFalse(run.errors().contains("Exception"), run.errors());
    assertFalse(run.errors().contains("internal error"), run.errors());
  }

  @Test
  void everyDamagedFileIsNamedAndNothingIsStarted() throws IOException {
    String script = files("1 h");
    assertSays(run(script), 130);
    Set<Path> before = Set.copyOf(list(checkpoints()));
    for (Path file : list(checkpoints().resolve("shared"))) {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(content, content.length - 1));
      assertSays(run(script), 1, file.toString(), "bytes instead of", "state-recovery");
      byte[] flipped = content.clone();
      flipped[content.length / 2] ^= 4;
      Files.write(file, flipped);
      assertSays(run(script), 1, file.toString(), "is damaged", "state-recovery");
      assertSays(ask("checkpoints", "job", "verify"), 0, file.toString(), "is damaged");
      Files.delete(file);
      assertSays(run(script), 1, file.toString(), "is missing", "state-recovery");
      Files.write(file, content);
    }
    Path manifest = newestManifest();
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(whole, whole.length / 2));
    assertSays(run(script), 1, manifest.toString(), "it is not JSON", "state-recovery");
    String version = new String(whole).replaceFirst("(\"formatVersion\" : )\\d+", "$199");
    Files.writeString(manifest, version);
    assertSays(run(script), 1, manifest.toString(), "format version 99", "state-recovery");
    assertSays(ask("checkpoints", "job"), 0, "damaged: ", "format version 99");
    assertSays(ask("jobs"), 0, "damaged: ", "format version 99");
    Files.write(manifest, whole);
    assertEquals(before, Set.copyOf(list(checkpoints())));
    assertSays(run(script + ON), 130);
    assertNoBidderTwice();
  }

  private static List<Path> list(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.toList();
    }
  }

  private void assertNoBidderTwice() throws IOException {
    List<String> rows = committed();
    assertEquals(rows.size(), new HashSet<>(rows).size());
  }

  @Test
  void whatAnAbandonedRunHadBegunToWriteIsRemoved() throws IOException {
    String script = files("1 h");
    assertSays(run(script), 130);
    Set<String> begun = inProgress();
    Path foreign = directory.resolve("o/.part-another-0-0.json.after-0.inprogress");
    Files.writeString(foreign, "mine");
    assertSays(run(script, true), 130);
    Set<String> now = inProgress();
    assertFalse(begun.isEmpty());
    assertTrue(now.remove(foreign.getFileName().toString()), "a file of somebody else is gone");
    assertFalse(now.isEmpty());
    now.retainAll(begun);
    assertEquals(Set.of(), now);
  }

  private Set<String> inProgress() throws IOException {
    Set<String> names = new HashSet<>();
    for (Path file : list(directory.resolve("o"))) {
      String name = file.getFileName().toString();
      if (name.endsWith(".inprogress")) {
        names.add(name);
      }
    }
    return names;
  }

  @Test
  void aTornOutputFileIsNamed() throws IOException {
    String script = files("1 h");
    assertSays(run(script), 130);
    for (Path file : list(directory.resolve("o"))) {
      if (file.getFileName().toString().endsWith(".inprogress")) {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3));
        assertSays(run(script), 1, file.toString(), "has only 3", "recorded");
        Files.delete(file);
        assertSays(run(script), 1, file.toString(), "there is no such file any more");
        return;
      }
    }
    throw new AssertionError("no file is in progress");
  }

  @Test
  void aLostManifestOfWhatWasPublishedIsNoticed() throws IOException {
    String script = files("1 ms");
    assertSays(run(script), 130);
    int before = committed().size();
    long newest = newest();
    Files.delete(newestManifest());
    assertSays(
        run(script),
        1,
        "checkpoint " + newest + " is lost",
        "table 'o'",
        "going on from checkpoint " + (newest - 1),
        "weir.state-recovery.accept-duplicates");
    assertEquals(before, committed().size());
    assertSays(run(script + ON, ACCEPT), 130);
    assertTrue(committed().size() > before, before + " rows, then " + committed().size());
  }

  @Test
  void anOlderCheckpointIsGoneBackToWhenThatIsAccepted() throws IOException {
    String script = files("1 ms");
    assertSays(run(script), 130);
    long newest = newest();
    Path manifest = newestManifest();
    Files.writeString(manifest, "{}");
    assertSays(
        run(script),
        1,
        manifest.toString(),
        "checkpoint " + (newest - 1) + " is whole, but going on from checkpoint " + (newest - 1),
        "table 'o' (which has rows up to checkpoint " + newest + ")",
        "SET 'weir.state-recovery.accept-duplicates' = 'true'");
    CommandRun back = run(script + ON, ACCEPT);
    assertSays(
        back,
        130,
        "goes back from checkpoint " + newest + " to " + (newest - 1),
        "what was done after that is done again");
    Set<String> bidders = new HashSet<>(committed());
    assertTrue(newest() > newest + 1, "checkpoint " + newest());
    assertSays(run(script + ON + ON), 130);
    List<String> rows = committed();
    assertTrue(new HashSet<>(rows).containsAll(bidders));
    long oldest = newest() - 2;
    assertSays(
        run(script, "weir.state-recovery.checkpoint=" + oldest),
        1,
        "going on from checkpoint " + oldest + " writes the rows after it once more to table 'o'");
    assertSays(
        run(script, "weir.state-recovery.checkpoint=4711"),
        1,
        "the job has no checkpoint 4711",
        "it has " + oldest + ", ");
    String accepted = script + ON + ON + ON;
    assertSays(run(accepted, "weir.state-recovery.checkpoint=" + oldest, ACCEPT), 130);
    assertSays(run(accepted + ON), 130);
  }

  @Test
  void whereRowsReplaceEachOtherAnOlderCheckpointIsGoneBackToByItself() throws IOException {
    String script =
        script(
                "'connector' = 'jdbc', 'table-name' = 'o', 'sink.commit-mode' = 'idempotent',"
                    + " 'url' = 'jdbc:sqlite:"
                    + directory.resolve("o.db")
                    + "'")
            .replace("(b BIGINT,", "(b BIGINT, n BIGINT,")
            .replace("DISTINCT bid.bidder FROM", "bid.bidder, COUNT(*) FROM")
            .replace(
                "event_type = 2;", "event_type = 2 AND bid.bidder < 1010 GROUP BY bid.bidder;");
    makeTable();
    assertSays(run(script), 130);
    Files.writeString(newestManifest(), "{}");
    assertSays(run(script + ON), 130, "cannot be used", "goes back from checkpoint");
    assertSays(run(script + ON + ON), 130);
  }

  private void makeTable() {
    String url = "jdbc:sqlite:" + directory.resolve("o.db");
    try (var connection = java.sql.DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE o (b BIGINT PRIMARY KEY, n BIGINT)");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
