package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.shell.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries of TPC-H by {@code weir run}, at parallelism 1 and 2, over rows that only come and
 * over rows that are updated and deleted, against DuckDB. {@code -Dweir.tpch.scale=0.01} runs it;
 * {@code -Dweir.query=q5} picks one. The table that it prints is in the documents.
 */
@EnabledIfSystemProperty(named = "weir.tpch.scale", matches = "[0-9.]+")
class TpchResultsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/tpch");
  private static final int QUERIES = 22;
  private static final String PICKED = System.getProperty("weir.query", "");

  @TempDir Path directory;
  private final List<String> different = new ArrayList<>();
  private String definitions;

  @Test
  void resultsEqualTheOracle() throws Exception {
    definitions = Files.readString(RESOURCES.resolve("tables.sql"));
    double scale = Double.parseDouble(System.getProperty("weir.tpch.scale"));
    try (TpchTables rows = tables(scale, "rows", false);
        TpchTables changes = tables(scale, "changes", true)) {
      System.out.println("| query | rows | 1 | 2 | rows that are left | 1 | 2 |");
      System.out.println("|---|---:|---|---|---:|---|---|");
      for (int i = 1; i <= QUERIES; i++) {
        String name = "q" + i;
        if (PICKED.isEmpty() || PICKED.equals(name)) {
          System.out.println("| " + name + check(name, rows) + check(name, changes) + " |");
        }
      }
    }
    assertTrue(different.isEmpty(), different::toString);
  }

  private TpchTables tables(double scale, String name, boolean isChanging) throws Exception {
    return new TpchTables(definitions, scale, directory.resolve(name), isChanging);
  }

  private String check(String name, TpchTables tables) throws Exception {
    String query = Files.readString(RESOURCES.resolve(name + ".sql"));
    DuckDb duckDb = tables.duckDb();
    duckDb.execute("CREATE OR REPLACE TABLE expected AS " + query);
    List<String> expected = duckDb.lines("FROM expected");
    StringBuilder cells = new StringBuilder(" | " + expected.size());
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      Path output = directory.resolve("output.json");
      Files.writeString(output, rows(query, tables.variables(), parallelism));
      duckDb.execute("CREATE OR REPLACE TABLE actual AS FROM expected LIMIT 0");
      duckDb.execute("COPY actual FROM '" + output + "' (FORMAT json)");
      boolean isEqual = duckDb.lines("FROM actual").equals(expected);
      cells.append(isEqual ? " | equal" : " | **different**");
      if (!isEqual) {
        different.add(name + " at parallelism " + parallelism);
      }
    }
    return cells.toString();
  }

  /** What a query prints, as JSON lines. */
  private String rows(String query, Map<String, String> options, int parallelism) throws Exception {
    String text = definitions + query + ";";
    for (Map.Entry<String, String> table : options.entrySet()) {
      text = text.replace("${" + table.getKey() + "}", table.getValue());
    }
    Path script = Files.writeString(directory.resolve("query.sql"), text);
    CommandRun run =
        CommandRun.of(
            "run",
            script.toString(),
            "--data",
            directory.resolve("data").toString(),
            "--fresh",
            "--format",
            "json",
            "--set",
            "parallelism.default=" + parallelism);
    assertEquals(0, run.exitCode(), run::errors);
    return run.output();
  }
}
