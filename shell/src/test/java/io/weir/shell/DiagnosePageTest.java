package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what {@code docs/diagnose.md} says, and compares what comes; figures that differ from run to
 * run are compared as such.
 */
class DiagnosePageTest {
  private static final Path PAGE = Path.of("..", "docs", "diagnose.md");
  private static final Pattern BLOCK = Pattern.compile("```(sql|text)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  private void writeClicks() throws IOException {
    Files.write(
        directory.resolve("clicks.json"),
        List.of(
            "{\"ts\":\"2026-01-01 10:00:10\",\"page\":\"/\"}",
            "{\"ts\":\"2026-01-01 10:01:10\",\"page\":\"/about\"}",
            "{\"ts\":\"2026-01-01 10:03:30\",\"page\":\"/\"}",
            "{\"ts\":\"2026-01-01 10:00:50\",\"page\":\"/\"}",
            "{\"ts\":\"2026-01-01 10:02:20\",\"page\":\"/about\"}"));
  }

  private CommandRun run(String script) throws IOException {
    Path file = directory.resolve("page.sql");
    Files.writeString(file, script.replace("'path' = '", "'path' = '" + directory + "/"));
    return CommandRun.of(
        "run",
        file.toString(),
        "--fresh",
        "--verbose",
        "--data",
        "" + directory.resolve("data"),
        "--set",
        "parallelism.default=2");
  }

  @Test
  void theExamplesOfThePageRun() throws IOException {
    writeClicks();
    String script = "";
    int compared = 0;
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      String text = blocks.group(2);
      if (blocks.group(1).equals("sql")) {
        script = text;
      } else {
        CommandRun run = run(script);
        assertEquals(0, run.exitCode(), run.errors());
        String output = run.output().replace(directory + "/", "");
        assertEquals(steady(text), steady(output), output);
        assertTrue(run.errors().contains("state: ") || !script.contains("ANALYZE"), run.errors());
        compared++;
      }
    }
    assertEquals(3, compared);
  }

  /** Without how long something took and how busy it was. */
  private static String steady(String text) {
    return text.strip()
        .replaceAll("\\d+ h \\d+ min|\\d+ min \\d+ s|[\\d.]+ (ms|s)\\b", "TIME")
        .replaceAll("[\\d.]+ %", "SHARE")
        .replaceAll("checkpoint \\d+", "checkpoint N")
        .replaceAll("\\([\\d.]+( k| M)? a second", "(RATE a second")
        .replaceAll("[\\d.]+ (B|kB|MB)\\b", "SIZE");
  }
}
