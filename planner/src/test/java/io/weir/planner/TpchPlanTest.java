package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans the queries of the TPC-H benchmark: each has a plan, in which only single rows are joined
 * without an equality.
 */
class TpchPlanTest {
  private static final Path QUERIES = Path.of("src/test/resources/tpch");

  /** How many joins of a query are with the one row of a subquery that stands for a value. */
  private static final List<String> WITH_ONE_ROW = List.of("q11.sql", "q22.sql");

  @TestFactory
  Stream<DynamicTest> queries() throws IOException {
    String tables = Files.readString(QUERIES.resolve("tables.sql"));
    List<Path> files;
    try (Stream<Path> all = Files.list(QUERIES)) {
      files = all.filter(f -> f.getFileName().toString().startsWith("q")).sorted().toList();
    }
    assertEquals(22, files.size());
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> plan(file, tables)));
  }

  private static void plan(Path file, String tables) throws IOException {
    PlanScript script = new PlanScript();
    PlanScript.Outcome setUp = script.run(tables);
    assertFalse(setUp.isError(), setUp::text);
    PlanScript.Outcome outcome = script.run(Files.readString(file));
    assertFalse(outcome.isError(), outcome::text);
    int crossed = outcome.text().split("on: nothing", -1).length - 1;
    int expected = WITH_ONE_ROW.contains(file.getFileName().toString()) ? 1 : 0;
    assertTrue(crossed == expected, () -> "joins all rows with all:\n" + outcome.text());
  }
}
