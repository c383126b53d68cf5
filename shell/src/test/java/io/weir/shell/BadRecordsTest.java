package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be read and their table, through the command line. */
class BadRecordsTest {
  @TempDir Path directory;

  private CommandRun run(String statements) throws IOException {
    Path script = Files.writeString(directory.resolve("script.sql"), statements);
    return CommandRun.of("run", script.toString(), "--data", directory.resolve("data").toString());
  }

  private String files(String name, String columns, String options) {
    return "CREATE TABLE %s (%s) WITH ('connector' = 'filesystem', 'path' = '%s/%s', %s);\n"
        .formatted(name, columns, directory, name, options);
  }

  private String bad() {
    return files(
        "bad",
        "table_name STRING, origin STRING, line_or_offset BIGINT, reason STRING, record STRING",
        "'format' = 'json'");
  }

  private List<String> lines(String table) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve(table))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    lines.sort(null);
    return lines.stream().map(line -> line.replace(directory.toString(), "")).toList();
  }

  @Test
  void linesThatCannotBeReadGoToTheirTable() throws IOException {
    Files.writeString(
        directory.resolve("numbers"),
        """
        {"n": 1, "s": "a", "ts": "2001-04-16 19:00:00"}

        {"n": "one", "s": "b", "ts": "2001-04-16 19:00:01"}
        not JSON
        {"n": 2, "s": "c", "ts": "2001-04-16 19:00:02"}
        {"n": 3, "s": "d"}
        """);
    CommandRun run =
        run(
            bad()
                + files(
                    "numbers",
                    "n INT, s STRING, ts TIMESTAMP(3), born AS CAST(ts AS DATE)",
                    "'format' = 'json', 'bad-records.table' = 'bad'")
                + files("good", "s STRING, born DATE", "'format' = 'csv'")
                + "INSERT INTO good SELECT s, born FROM numbers;");
    assertEquals(0, run.exitCode(), run.errors());
    assertEquals(List.of("a,2001-04-16", "c,2001-04-16", "d,"), lines("good"));
    List<String> bad = lines("bad");
    assertEquals(2, bad.size(), bad::toString);
    assertTrue(
        bad.get(0)
            .startsWith(
                "{\"table_name\":\"numbers\",\"origin\":\"/numbers\",\"line_or_offset\":3,\"reason\":"
                    + "\"field \\\"n\\\": expected INT"),
        bad.get(0));
    assertTrue(
        bad.get(0)
            .endsWith(
                "\"record\":\"{\\\"n\\\": \\\"one\\\", \\\"s\\\": \\\"b\\\", \\\"ts\\\":"
                    + " \\\"2001-04-16 19:00:01\\\"}\"}"),
        bad.get(0));
    assertTrue(bad.get(1).contains("\"line_or_offset\":4"), bad.get(1));
    assertTrue(bad.get(1).endsWith("\"record\":\"not JSON\"}"), bad.get(1));
  }

  @Test
  void aTableThatIsReadTwiceKeepsThemOnce() throws IOException {
    Files.writeString(directory.resolve("numbers"), "1;a\nx;b\n2;c;d\n3;e\n");
    CommandRun run =
        run(
            bad()
                + files(
                    "numbers",
                    "n INT, s STRING",
                    "'format' = 'csv', 'csv.field-delimiter' = ';', 'bad-records.table' = 'bad'")
                + files("pairs", "n INT, m INT", "'format' = 'csv'")
                + files("names", "s STRING", "'format' = 'csv'")
                + "EXECUTE STATEMENT SET BEGIN\n"
                + "INSERT INTO pairs SELECT a.n, b.n FROM numbers a, numbers b WHERE a.n < b.n;\n"
                + "INSERT INTO names SELECT s FROM numbers;\nEND;");
    assertEquals(0, run.exitCode(), run.errors());
    assertEquals(List.of("1,3"), lines("pairs"));
    assertEquals(List.of("a", "e"), lines("names"));
    List<String> bad = lines("bad");
    assertEquals(2, bad.size(), bad::toString);
    assertTrue(bad.get(0).endsWith("\"record\":\"x;b\"}"), bad.get(0));
    assertTrue(bad.get(1).contains("\"line_or_offset\":3"), bad.get(1));
  }

  @Test
  void aQueryLeavesThemOut() throws IOException {
    Files.writeString(directory.resolve("numbers"), "{\"n\": 1}\n{\"n\": \"x\"}\n");
    CommandRun run =
        run(
            bad()
                + files("numbers", "n INT", "'format' = 'json', 'bad-records.table' = 'bad'")
                + "SELECT n FROM numbers;");
    assertEquals(0, run.exitCode(), run.errors());
    assertTrue(run.output().contains("1"), run.output());
    assertTrue(!Files.exists(directory.resolve("bad")), "a SELECT has written");
  }
}
