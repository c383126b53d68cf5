package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Map<String, String> EVENTS = Map.of("EVENTS_NUM", "4000", "TPS", "100");

  @TempDir static Path directory;
  private static DuckDb duckDb;
  private static int crashes;

  @BeforeAll
  static void generate() throws Exception {
    Course.STRAIGHT.run(NexmarkQueries.events(directory), EVENTS, Optional.empty());
    duckDb = new DuckDb();
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
      tests.add(DynamicTest.dynamicTest(name, () -> check(name)));
    }
    int most = tests.size();
    tests.add(
        DynamicTest.dynamicTest("crashes", () -> assertTrue(crashes > most / 2, "" + crashes)));
    return tests;
  }

  private void check(String name) throws Exception {
    List<String> expected = duckDb.lines(NexmarkQueries.oracle(name));
    Course.Result result =
        Course.RESCALED.run(NexmarkQueries.script(name, SINK), EVENTS, Optional.empty());
    crashes += result.crashes();
    List<String> actual = result.tables().get("sink");
    assertEquals(String.join("\n", expected), String.join("\n", actual), name);
  }
}
