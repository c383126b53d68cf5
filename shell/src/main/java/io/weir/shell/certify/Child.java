package io.weir.shell.certify;

import io.weir.runtime.time.Clock;
import io.weir.shell.run.Rehearsal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts {@code weir run} in processes of their own, as this one was started. */
final class Child {
  private static final int KILLED = 137;

  private final String script;
  private final List<String> options;
  private final Set<String> tables;
  private final Clock clock;

  /**
   * @param script the file that is run
   * @param options of {@code weir run}
   * @param tables whose output goes elsewhere
   * @param clock tells how long a process runs
   */
  Child(String script, List<String> options, Set<String> tables, Clock clock) {
    this.script = script;
    this.options = List.copyOf(options);
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * How a process has ended.
   *
   * @param exitCode its exit code; 0 if it finished
   * @param wasKilled whether it was killed or has crashed as it was told to
   * @param millis how long it ran
   * @param errors what it wrote to standard error
   */
  record End(int exitCode, boolean wasKilled, long millis, String errors) {}

  /** Runs to the end, and counts how often each crash point is reached. */
  End undisturbed(Path round) throws IOException, InterruptedException {
    return run(round, List.of("-D" + Rehearsal.REPORT + "=true"), Long.MAX_VALUE);
  }

  /** Runs, and crashes at a point such as {@code MANIFEST_RENAMED:before:2} if it gets there. */
  End crashingAt(Path round, String point) throws IOException, InterruptedException {
    return run(round, List.of("-D" + Rehearsal.CRASH + "=" + point), Long.MAX_VALUE);
  }

  /** Runs, and is killed after so long unless it has ended. */
  End killedAfter(Path round, long millis) throws IOException, InterruptedException {
    return run(round, List.of(), millis);
  }

  /**
   * Writes the rows of a table, as JSON, to a file.
   *
   * @param query what reads them, with all that makes the table known
   */
  End read(Path round, String query, Path rows) throws IOException, InterruptedException {
    Path reading = Files.writeString(round.resolve("reading.sql"), query);
    List<String> command = command(round, List.of(), reading.toString(), "reading-data");
    command.addAll(List.of("--format", "json"));
    return run(round, command, ProcessBuilder.Redirect.to(rows.toFile()), Long.MAX_VALUE);
  }

  private End run(Path round, List<String> properties, long killAfterMillis)
      throws IOException, InterruptedException {
    List<String> command = command(round, properties, script, "weir-data");
    return run(round, command, ProcessBuilder.Redirect.DISCARD, killAfterMillis);
  }

  private List<String> command(Path round, List<String> properties, String file, String data) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + Rehearsal.OUTPUT + "=" + round.resolve("output"));
    command.add("-D" + Rehearsal.TABLES + "=" + String.join("\n", tables));
    command.addAll(properties);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.weir.shell.Main");
    command.addAll(List.of("run", file));
    command.addAll(options);
    command.addAll(List.of("--data", round.resolve(data).toString()));
    return command;
  }

  private End run(
      Path round, List<String> command, ProcessBuilder.Redirect output, long killAfterMillis)
      throws IOException, InterruptedException {
    Path errors = round.resolve("stderr.txt");
    long start = clock.monotonicNanos();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output)
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(killAfterMillis, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      int exitCode = process.waitFor();
      long millis = (clock.monotonicNanos() - start) / 1_000_000;
      // A killed process may have been in the middle of a character.
      String text = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
      return new End(exitCode, exitCode == KILLED, millis, text);
    } finally {
      process.destroyForcibly();
    }
  }

  /** How often an undisturbed run has reached each point. */
  static Map<String, Integer> points(End undisturbed) {
    Map<String, Integer> counts = new HashMap<>();
    undisturbed
        .errors()
        .lines()
        .filter(line -> line.startsWith(Rehearsal.MARK))
        .forEach(line -> counts.merge(line.substring(Rehearsal.MARK.length()), 1, Integer::sum));
    return counts;
  }
}
