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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints and changed queries, through the command line. */
class SavepointTest {
  private static final String SOURCE =
      "CREATE TABLE src (event_type INT, bid ROW<auction BIGINT, bidder BIGINT, price BIGINT,"
          + " channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING>)"
          + " WITH ('connector' = 'nexmark');\n";

  @TempDir Path directory;
  private Path savepoint;

  @BeforeEach
  void prepare() {
    savepoint = directory.resolve("save");
  }

  private static String sink(String name, String columns) {
    return "CREATE TABLE "
        + name
        + " ("
        + columns
        + ") WITH ('connector' = 'filesystem', 'path' = '"
        + name
        + "', 'format' = 'json');\n";
  }

  private static final String BIDDERS =
      SOURCE
          + sink("o", "b BIGINT")
          + "INSERT INTO o SELECT DISTINCT bid.bidder FROM src WHERE event_type = 2;\n"
          + "CHECKPOINT JOB 'job';\n";

  private CommandRun run(String data, String text, String... more) throws IOException {
    Path script = directory.resolve("job.sql");
    Files.writeString(script, resolved(text));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", script.toString(), "--data", "" + directory.resolve(data)));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private CommandRun ask(String data, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", "" + directory.resolve(data)));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String resolved(String text) {
    return text.replaceAll("'path' = '", "'path' = '" + directory + "/");
  }

  private String stop() {
    return "STOP JOB 'job' WITH SAVEPOINT '" + savepoint + "';\n";
  }

  private List<String> committed(String table) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve(table))) {
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

  private String from() {
    return "execution.state-recovery.path=" + savepoint;
  }

  @Test
  void aSavepointIsWholeAndGoesOnElsewhereWithOtherParallelism() throws IOException {
    assertSays(run("a", BIDDERS + stop(), "--set", "parallelism.default=2"), 130, "savepoint ");
    int before = committed("o").size();
    try (Stream<Path> files = Files.walk(savepoint)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertEquals(1, Files.getAttribute(file, "unix:nlink"), file + " is shared");
      }
    }
    try (Stream<Path> hidden = Files.list(directory.resolve("o"))) {
      assertFalse(hidden.anyMatch(f -> f.getFileName().toString().endsWith("inprogress")));
    }
    Path moved = directory.resolve("moved");
    Files.move(savepoint, moved);
    try (Stream<Path> files = Files.walk(directory.resolve("a"))) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    }
    savepoint = moved;
    String set = "--set";
    CommandRun on =
        run(
            "b",
            BIDDERS
                    .replace("'job'", "'other'")
                    .replace("INSERT", "SET 'pipeline.name' = 'other';\nINSERT")
                + "STOP JOB 'other' WITH SAVEPOINT '"
                + directory.resolve("next")
                + "';\n",
            set,
            from(),
            set,
            "parallelism.default=3");
    assertSays(on, 130, "job other: starts from savepoint " + moved, "of job job");
    List<String> rows = committed("o");
    assertTrue(rows.size() > before, before + " rows, then " + rows.size());
    assertEquals(rows.size(), new HashSet<>(rows).size(), "a bidder came twice: state was lost");
  }

  @Test
  void aSavepointThatIsNotTheNewestIsRefusedUnlessRepetitionIsAccepted() throws IOException {
    assertSays(run("a", BIDDERS + stop()), 130);
    String more = "STOP JOB 'job' WITH SAVEPOINT '" + directory.resolve("later") + "';\n";
    assertSays(run("a", BIDDERS + stop() + "CHECKPOINT JOB 'job';\n" + more), 130);
    String[] fromIt = {"--set", from()};
    assertSays(
        run("b", BIDDERS, fromIt),
        1,
        "is not the newest: table 'o' has got rows since",
        "weir.state-recovery.accept-duplicates");
    String accept = "SET 'weir.state-recovery.accept-duplicates' = 'true';\n";
    String third = "STOP JOB 'job' WITH SAVEPOINT '" + directory.resolve("third") + "';\n";
    assertSays(run("c", accept + BIDDERS + third, fromIt), 130);
  }

  @Test
  void aDamagedSavepointIsNamed() throws IOException {
    assertSays(run("a", BIDDERS + stop()), 130);
    Path index = savepoint.resolve("SAVEPOINT.json");
    assertSays(run("x", BIDDERS + stop()), 1, "is not empty", "name a new directory");
    byte[] whole = Files.readAllBytes(index);
    Files.delete(index);
    assertSays(run("b", BIDDERS, "--set", from()), 1, "is not whole: it has no SAVEPOINT.json");
    Files.write(index, Arrays.copyOf(whole, whole.length / 2));
    assertSays(run("b", BIDDERS, "--set", from()), 1, index.toString(), "it is not JSON");
    Files.writeString(
        index, new String(whole).replace("\"formatVersion\" : 1", "\"formatVersion\" : 99"));
    assertSays(run("b", BIDDERS, "--set", from()), 1, index.toString(), "format version 99");
    Files.write(index, whole);
    try (Stream<Path> files = Files.walk(savepoint)) {
      for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.equals(index)).toList()) {
        byte[] content = Files.readAllBytes(file);
        if (content.length > 0) {
          byte[] flipped = content.clone();
          flipped[content.length / 2] ^= 4;
          Files.write(file, flipped);
          assertSays(run("b", BIDDERS, "--set", from()), 1, file.toString(), "damaged");
          Files.write(file, Arrays.copyOf(content, content.length - 1));
          assertSays(run("b", BIDDERS, "--set", from()), 1, file.toString(), "bytes instead of");
        }
        Files.delete(file);
        assertSays(run("b", BIDDERS, "--set", from()), 1, file.toString(), "is missing");
        Files.write(file, content);
      }
    }
    assertSays(
        run("b", BIDDERS, "--set", "execution.state-recovery.path=" + directory.resolve("nowhere")),
        1,
        "the directory does not exist");
    String again = "STOP JOB 'job' WITH SAVEPOINT '" + directory.resolve("again") + "';\n";
    assertSays(run("b", BIDDERS + again, "--set", from()), 130);
  }

  @Test
  void aChangedQueryKeepsWhatFitsAndSaysSo() throws IOException {
    assertSays(run("a", BIDDERS + "STOP JOB 'job';\n"), 130);
    String upgraded =
        SOURCE
            + sink("o", "b BIGINT, twice BIGINT")
            + sink("p", "price BIGINT")
            + "EXECUTE STATEMENT SET BEGIN\n"
            + "INSERT INTO o SELECT x, x * 2 FROM (SELECT DISTINCT bid.bidder AS x FROM src"
            + " WHERE event_type = 2) WHERE x > 0;\n"
            + "INSERT INTO p SELECT bid.price FROM src WHERE event_type = 2 AND bid.price < 1000;\n"
            + "END;\nCHECKPOINT JOB 'job';\n"
            + "STOP JOB 'job';\n";
    Path file = directory.resolve("upgraded.sql");
    Files.writeString(file, resolved(upgraded));
    assertSays(
        ask("a", "-e", "EXPLAIN UPGRADE '" + file + "' FROM JOB 'job'", "--format", "csv"),
        0,
        "Source src,kept",
        "GroupAggregate,kept",
        "Sink o,kept",
        "Sink p,new");
    CommandRun on = run("a", upgraded + stop());
    assertSays(
        on,
        130,
        "the script or its settings have changed since job \"job\" started",
        "Source src: kept, it is read on from where it stands",
        "GroupAggregate: kept",
        "Sink o: kept",
        "Sink p: new");
    List<String> bidders =
        committed("o").stream().map(row -> row.replaceAll("[^0-9]*([0-9]+).*", "$1")).toList();
    assertEquals(bidders.size(), new HashSet<>(bidders).size(), "a bidder came twice");
  }

  @Test
  void harmlessChangesOfTextChangeNothing() throws IOException {
    assertSays(run("a", BIDDERS + "STOP JOB 'job';\n"), 130);
    Path file = directory.resolve("same.sql");
    for (String query :
        List.of(
            "insert  into o\n-- a comment\nselect distinct bid.bidder from src where event_type=2",
            "INSERT INTO o SELECT DISTINCT s.bid.bidder FROM src AS s WHERE (s.event_type = 2)",
            "INSERT INTO o SELECT DISTINCT bid.bidder AS another FROM src WHERE event_type = 2",
            "INSERT INTO o SELECT y FROM (SELECT DISTINCT z.bid.bidder y FROM (SELECT * FROM src"
                + " WHERE event_type = 2) z)")) {
      Files.writeString(file, resolved(SOURCE + sink("o", "b BIGINT") + query + ";"));
      CommandRun run =
          ask("a", "-e", "EXPLAIN UPGRADE '" + file + "' FROM JOB 'job'", "--format", "csv");
      assertSays(run, 0, "Source src,kept", "GroupAggregate,kept", "Sink o,kept");
      assertFalse(run.output().contains("new"), query + ": " + run.output());
      assertFalse(run.output().contains("dropped"), query + ": " + run.output());
    }
  }

  @Test
  void anIncompatibleChangeStopsBeforeAnythingRuns() throws IOException {
    assertSays(run("a", BIDDERS + "STOP JOB 'job';\n"), 130);
    List<String> before = committed("o");
    for (String[] change :
        new String[][] {
          {"WHERE event_type = 2", "WHERE event_type = 2 AND bid.price > 7", "condition was "},
          {"bid.bidder FROM", "bid.auction FROM", "GroupAggregate: incompatible, "},
          {"DISTINCT ", "", "GroupAggregate: dropped"},
        }) {
      String changed = BIDDERS.replace(change[0], change[1]);
      if (change[1].isEmpty()) {
        Path file = directory.resolve("changed.sql");
        Files.writeString(file, resolved(changed));
        assertSays(
            ask("a", "-e", "EXPLAIN UPGRADE '" + file + "' FROM JOB 'job'", "--format", "json"),
            0,
            "dropped");
      } else {
        assertSays(
            run("a", changed + "STOP JOB 'job';\n"),
            1,
            "does not fit the query",
            change[2],
            "run the query as it was, or start afresh with --fresh");
      }
    }
    assertEquals(before, committed("o"));
    assertSays(run("a", BIDDERS + "STOP JOB 'job';\n" + stop()), 130);
    List<String> rows = committed("o");
    assertEquals(rows.size(), new HashSet<>(rows).size());
  }
}
