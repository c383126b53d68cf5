package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which examples cannot go to a Flink cluster, and why: all others can. */
class PortableExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final String ROWS = "a cluster shows the rows of a SELECT to nobody";
  private static final String SQLITE =
      "Flink's connector knows no SQLite, whose files live on one machine";
  private static final Map<String, List<String>> REFUSED =
      new TreeMap<>(
          Map.of(
              "connectors/datagen.sql", List.of("14:1: " + ROWS),
              "connectors/faker.sql", List.of("10:1: " + ROWS),
              "connectors/filesystem.sql",
                  List.of(
                      "2:92: Flink reads the first line of a CSV file as a row", "4:1: " + ROWS),
              "connectors/jdbc.sql", List.of("6:29: " + SQLITE, "10:29: " + SQLITE),
              "connectors/nexmark.sql", List.of("4:1: " + ROWS),
              "connectors/socket.sql",
                  List.of(
                      "2:40: Flink has no connector 'socket', but in its examples", "4:1: " + ROWS),
              "connectors/stdin.sql",
                  List.of("3:7: a cluster has no standard input", "5:1: " + ROWS),
              "flights/busiest-hours.sql", List.of("15:1: " + ROWS),
              "nexmark/q13.sql",
                  List.of("10:6: Flink cannot look up rows in a table of 'filesystem'")));
  private static final Pattern REASON = Pattern.compile("  (\\d+:\\d+: .*)");

  @Test
  void theReportNamesEachReason() throws IOException {
    Map<String, List<String>> refused = new TreeMap<>();
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
      for (Path script : scripts) {
        CommandRun run = check(script);
        List<String> reasons =
            run.output()
                .lines()
                .map(REASON::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        assertEquals(reasons.isEmpty() ? 0 : 1, run.exitCode(), script + ": " + run.errors());
        if (!reasons.isEmpty()) {
          refused.put(EXAMPLES.relativize(script).toString(), reasons);
        }
      }
    }
    assertEquals(REFUSED, refused);
  }

  private static CommandRun check(Path script) {
    List<String> arguments = new ArrayList<>(List.of("submit", "--check"));
    if (script.getParent().endsWith("nexmark") && !script.endsWith("tables.sql")) {
      arguments.add(EXAMPLES.resolve("nexmark/tables.sql").toString());
    }
    arguments.add(script.toString());
    for (String variable :
        List.of(
            "BROKERS=b:9092",
            "EVENTS_NUM=1",
            "TPS=1",
            "SINK=print",
            "OUTPUT_DIR=o",
            "SIDE_INPUT=s")) {
      arguments.addAll(List.of("--var", variable));
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
