package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of TPC-H as streaming queries: what their changes add up to is what DuckDB answers.
 * {@code -Dweir.tpch.scale=0.01} makes tables of the size that the documents speak of, and runs
 * each query in every {@link Course}.
 */
class TpchTest {
  private static final Path RESOURCES = Path.of("src/test/resources/tpch");
  private static final int QUERIES = 22;
  private static final String SMALL = "0.0005";
  private static final String SCALE = System.getProperty("weir.tpch.scale", SMALL);
  private static final Pattern DEFINITION =
      Pattern.compile("CREATE TABLE (\\w+) (\\(.*?\\n?\\)) WITH", Pattern.DOTALL);

  @TempDir static Path directory;
  private static final Map<String, String> VARIABLES = new HashMap<>();
  private static DuckDb duckDb;
  private static String tables;

  @BeforeAll
  static void generate() throws IOException, SQLException {
    tables = Files.readString(RESOURCES.resolve("tables.sql"));
    duckDb = new DuckDb();
    for (TpchTable<?> table : TpchTable.getTables()) {
      write(table);
    }
    Matcher definitions = DEFINITION.matcher(tables);
    while (definitions.find()) {
      String name = definitions.group(1);
      Path path = directory.resolve(name);
      duckDb.execute(
          "CREATE TABLE " + name + " " + definitions.group(2).replace("STRING", "VARCHAR"));
      duckDb.execute("COPY " + name + " FROM '" + path + "/0.csv' (DELIMITER '|', HEADER false)");
      VARIABLES.put(
          name,
          "'connector' = 'filesystem', 'format' = 'csv', 'csv.field-delimiter' = '|', 'path' = '"
              + path
              + "'");
    }
  }

  private static void write(TpchTable<?> table) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (TpchEntity row : table.createGenerator(Double.parseDouble(SCALE), 1, 1)) {
      String line = row.toLine();
      lines.append(line, 0, line.endsWith("|") ? line.length() - 1 : line.length()).append('\n');
    }
    Path own = Files.createDirectories(directory.resolve(table.getTableName()));
    Files.writeString(own.resolve("0.csv"), lines);
  }

  @AfterAll
  static void close() throws SQLException {
    duckDb.close();
  }

  @TestFactory
  List<DynamicTest> queries() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 1; i <= QUERIES; i++) {
      String name = "q" + i;
      tests.add(DynamicTest.dynamicTest(name, () -> check(name)));
    }
    return tests;
  }

  private void check(String name) throws IOException, SQLException {
    String query = Files.readString(RESOURCES.resolve(name + ".sql"));
    List<String> expected = duckDb.lines(query);
    List<Course> courses =
        SCALE.equals(SMALL) ? List.of(Course.RESCALED) : List.of(Course.values());
    for (Course course : courses) {
      Course.Result result = course.run(tables + query + ";", VARIABLES, Optional.empty());
      assertEquals(
          String.join("\n", expected),
          String.join("\n", result.tables().get("result")),
          name + " " + course);
    }
  }
}
