package io.weir.shell.certify;

import io.weir.runtime.insight.Words;
import io.weir.runtime.time.SystemClock;
import io.weir.shell.command.ExitCode;
import io.weir.shell.render.Console;
import io.weir.shell.run.CertifiedTables;
import io.weir.shell.run.Rehearsal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs a script undisturbed, then again and again with its process killed, alternately at a crash
 * point and at a random moment, and compares what each of its tables holds in the end.
 */
public final class Certification {
  /** A run that goes on where another was killed passes each point less often than a whole one. */
  private static final int EARLY = 3;

  private final Child child;
  private final CertifiedTables tables;
  private final int kills;
  private final Console console;
  private final Path directory;
  private final Random random;
  private final List<String> planned = new ArrayList<>();
  private final Map<String, Integer> hit = new TreeMap<>();
  private final Map<String, CommittedLines> expected = new TreeMap<>();
  private final List<String> report = new ArrayList<>();
  private long undisturbedMillis;
  private int done;
  private int atPoints;
  private int rounds;

  /**
   * @param script the file
   * @param options of {@code weir run}
   * @param tables what it writes
   * @param kills how many times the process is killed
   * @param seed decides where
   * @param directory for the output and data of all rounds; emptied between them
   */
  public Certification(
      String script,
      List<String> options,
      CertifiedTables tables,
      int kills,
      long seed,
      Path directory,
      Console console) {
    this.child = new Child(script, options, tables.files(), SystemClock.INSTANCE);
    this.tables = tables;
    this.kills = kills;
    this.directory = directory;
    this.console = console;
    this.random = new Random(seed);
  }

  /** Runs it all and prints a report; the exit code. */
  public int run() throws IOException, InterruptedException {
    if (!undisturbed()) {
      return ExitCode.FAILED;
    }
    boolean isEqual = true;
    while (done < kills && isEqual) {
      isEqual = round();
    }
    print(isEqual);
    if (isEqual) {
      empty(directory);
    } else {
      console.err().println("the output and the data of the failed round are in " + directory);
    }
    return isEqual ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean undisturbed() throws IOException, InterruptedException {
    Path round = fresh("undisturbed");
    Child.End end = child.undisturbed(round);
    if (end.exitCode() != 0) {
      console.err().println("error: the script does not run undisturbed:");
      end.errors()
          .lines()
          .filter(line -> !line.startsWith(Rehearsal.MARK) && !line.startsWith(Rehearsal.UNNAMED))
          .forEach(console.err()::println);
      return false;
    }
    undisturbedMillis = end.millis();
    for (String table : tables.compared()) {
      expected.put(table, committed(round, table));
    }
    Map<String, Integer> points = Child.points(end);
    for (String point : new TreeMap<>(points).keySet()) {
      int most = Math.min(EARLY, points.get(point));
      planned.add(point + ":before:" + (1 + random.nextInt(most)));
      planned.add(point + ":after:" + (1 + random.nextInt(most)));
    }
    Collections.shuffle(planned, random);
    console
        .err()
        .println(
            "undisturbed: "
                + Words.duration(undisturbedMillis)
                + ", "
                + points.size()
                + " kinds of crash points");
    return true;
  }

  /** From a fresh start through kills to the end; whether every table is as it should be. */
  private boolean round() throws IOException, InterruptedException {
    Path round = fresh("round");
    rounds++;
    List<String> killed = new ArrayList<>();
    Child.End end;
    do {
      end = attempt(round, killed);
      if (!end.wasKilled() && end.exitCode() != 0) {
        report.add("after " + String.join(", ", killed) + " the script failed:");
        end.errors().lines().forEach(line -> report.add("  " + line));
        return false;
      }
    } while (end.wasKilled());
    for (String table : tables.compared()) {
      List<String> differences = differences(round, table);
      if (!differences.isEmpty()) {
        report.add("table " + table + " differs after kills at " + String.join(", ", killed) + ":");
        differences.forEach(line -> report.add("  " + line));
      }
    }
    console.err().println("round " + rounds + ": " + done + " of " + kills + " kills");
    return report.isEmpty();
  }

  private Child.End attempt(Path round, List<String> killed)
      throws IOException, InterruptedException {
    if (done >= kills) {
      return child.killedAfter(round, Long.MAX_VALUE);
    }
    boolean isAtPoint = random.nextBoolean() && !planned.isEmpty();
    String place;
    Child.End end;
    if (isAtPoint) {
      place = planned.remove(0);
      planned.add(place);
      end = child.crashingAt(round, place);
    } else {
      long millis = random.nextLong(undisturbedMillis) + 1;
      place = millis + " ms";
      end = child.killedAfter(round, millis);
    }
    if (end.wasKilled()) {
      done++;
      killed.add(place);
      if (isAtPoint) {
        atPoints++;
        hit.merge(place.substring(0, place.lastIndexOf(':')).replace(':', ' '), 1, Integer::sum);
      }
    }
    return end;
  }

  private List<String> differences(Path round, String table)
      throws IOException, InterruptedException {
    try {
      return expected.get(table).differences(committed(round, table));
    } catch (Unreadable fault) {
      return fault.getMessage().lines().map(line -> "  " + line).toList();
    }
  }

  /** A table of which a query cannot read the files. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    Unreadable(String table, String errors) {
      super("table " + table + " cannot be read back:\n" + errors);
    }
  }

  /** What a reader finds in a table: lines of text as they are, other files read by a query. */
  private CommittedLines committed(Path round, String table)
      throws IOException, InterruptedException {
    String query = tables.queries().get(table);
    if (query == null) {
      return CommittedLines.read(round.resolve("output").resolve(table));
    }
    Path rows = round.resolve("rows").resolve(table + ".jsonl");
    Files.createDirectories(rows.getParent());
    Child.End end = child.read(round, query, rows);
    if (end.exitCode() != 0) {
      throw new Unreadable(table, end.errors().strip());
    }
    return CommittedLines.ofFile(rows);
  }

  private Path fresh(String name) throws IOException {
    Path round = directory.resolve(name);
    empty(round);
    return Files.createDirectories(round);
  }

  private static void empty(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void print(boolean isEqual) throws IOException {
    PrintStream out = new PrintStream(console.out(), false, StandardCharsets.UTF_8);
    out.println(
        done + " kills in " + rounds + " rounds, " + atPoints + " of them at crash points:");
    hit.forEach((point, count) -> out.println("  " + point + ": " + count));
    for (Map.Entry<String, CommittedLines> table : expected.entrySet()) {
      out.println(
          "table "
              + table.getKey()
              + ": "
              + Words.count(table.getValue().total())
              + " rows"
              + (isEqual ? ", the same after every round" : ""));
    }
    tables
        .others()
        .forEach((table, sink) -> out.println("table " + table + ": not compared (" + sink + ")"));
    report.forEach(out::println);
    out.println(isEqual ? "certified: nothing lost, nothing twice" : "FAILED");
    out.flush();
  }
}
