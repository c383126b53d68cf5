package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of Nexmark over some thousand events, resumed and crashed on the way: what their
 * changes add up to is what DuckDB answers.
 */
class NexmarkTest {
  private static final String SINK = "'connector' = 'table', 'changes' = 'any'";

  /** They write files, and ask the clock: what runs them in processes judges them. */
  private static final Set<String> ELSEWHERE = Set.of("q10", "q12");

  @TempDir static Path directory;
  private static Map<String, String> variables;
  private static DuckDb duckDb;
  private static int crashes;

  @BeforeAll
  static void generate() throws Exception {
    Path sideInput = directory.resolve("side_input.csv");
    variables = Map.of("EVENTS_NUM", "4000", "TPS", "100", "SIDE_INPUT", sideInput.toString());
    Course.STRAIGHT.run(NexmarkQueries.events(directory), variables, Optional.empty());
    duckDb = new DuckDb();
    NexmarkQueries.writeSideInput(sideInput, duckDb);
    NexmarkQueries.load(directory, duckDb);
  }

  @AfterAll
  static void close() throws Exception {
    duckDb.close();
  }

  @TestFactory
  List<DynamicTest> queries() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : NexmarkQueries.NAMES) {
      if (!ELSEWHERE.contains(name)) {
        tests.add(DynamicTest.dynamicTest(name, () -> check(name)));
      }
    }
    int most = tests.size();
    tests.add(
        DynamicTest.dynamicTest("crashes", () -> assertTrue(crashes > most / 2, "" + crashes)));
    return tests;
  }

  private void check(String name) throws Exception {
    List<String> expected = duckDb.lines(NexmarkQueries.oracle(name));
    Course.Result result =
        Course.RESCALED.run(NexmarkQueries.script(name, SINK), variables, Optional.empty());
    crashes += result.crashes();
    List<String> actual = result.tables().get("sink");
    assertEquals(String.join("\n", expected), String.join("\n", actual), name);
  }
}
