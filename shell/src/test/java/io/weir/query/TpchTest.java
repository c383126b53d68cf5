package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of TPC-H as streaming queries, over tables of rows and over tables whose rows are
 * updated and deleted: what their changes add up to is what DuckDB answers. {@code
 * -Dweir.tpch.crashed.scale=0.005} makes larger tables, and runs each query in every {@link
 * Course}; {@link TpchResultsTest} runs them on all threads.
 */
class TpchTest {
  private static final Path RESOURCES = Path.of("src/test/resources/tpch");
  private static final int QUERIES = 22;
  private static final String SMALL = "0.0005";
  private static final String SCALE = System.getProperty("weir.tpch.crashed.scale", SMALL);

  @TempDir static Path directory;
  private static String definitions;
  private static TpchTables rows;
  private static TpchTables changes;

  @BeforeAll
  static void generate() throws IOException, SQLException {
    definitions = Files.readString(RESOURCES.resolve("tables.sql"));
    double scale = Double.parseDouble(SCALE);
    rows = new TpchTables(definitions, scale, directory.resolve("rows"), false);
    changes = new TpchTables(definitions, scale, directory.resolve("changes"), true);
  }

  @AfterAll
  static void close() throws SQLException {
    rows.close();
    changes.close();
  }

  @TestFactory
  List<DynamicTest> queries() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 1; i <= QUERIES; i++) {
      String name = "q" + i;
      tests.add(DynamicTest.dynamicTest(name, () -> check(name, rows)));
      tests.add(DynamicTest.dynamicTest(name + " over changes", () -> check(name, changes)));
    }
    return tests;
  }

  private void check(String name, TpchTables tables) throws IOException, SQLException {
    String query = Files.readString(RESOURCES.resolve(name + ".sql"));
    List<String> expected = tables.answer(query);
    List<Course> courses =
        SCALE.equals(SMALL) ? List.of(Course.RESCALED) : List.of(Course.values());
    for (Course course : courses) {
      Course.Result result =
          course.run(definitions + query + ";", tables.variables(), Optional.empty());
      assertEquals(
          String.join("\n", expected),
          String.join("\n", result.tables().get("result")),
          name + " " + course);
    }
  }
}
