package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans each file of {@code src/test/resources/plans} and compares with what is recorded below the
 * line {@code ----} in it; {@code -Dgolden=update} records anew. A file whose last statement must
 * fail says {@code -- expect: error}. The tables of {@code tables.sql} exist in every file.
 */
class PlanFilesTest {
  private static final Path PLANS = Path.of("src/test/resources/plans");
  private static final String LINE = "\n----\n";

  @TestFactory
  Stream<DynamicTest> plans() throws IOException {
    String tables = Files.readString(PLANS.resolve("tables.sql"));
    List<Path> files;
    try (Stream<Path> all = Files.list(PLANS)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertTrue(files.size() >= 150, "there are " + files.size() + " plan files");
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file, tables)));
  }

  private static void check(Path file, String tables) {
    String text = read(file);
    int line = text.indexOf(LINE);
    String script = line < 0 ? text.stripTrailing() : text.substring(0, line);
    String recorded = line < 0 ? "" : text.substring(line + LINE.length());
    PlanScript plans = new PlanScript();
    PlanScript.Outcome setup = plans.run(tables);
    assertFalse(setup.isError(), setup.text());
    PlanScript.Outcome outcome = plans.run(script);
    assertEquals(script.startsWith("-- expect: error"), outcome.isError(), outcome::text);
    if ("update".equals(System.getProperty("golden"))) {
      write(file, script + LINE + outcome.text());
    } else {
      assertEquals(recorded, outcome.text());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
