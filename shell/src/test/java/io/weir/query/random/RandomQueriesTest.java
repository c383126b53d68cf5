package io.weir.query.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.planner.PlanException;
import io.weir.query.Course;
import io.weir.query.DuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries over random tables: what Weir's changes add up to in the end is what DuckDB
 * answers. {@code -Dweir.queries=5000} makes it a campaign, {@code -Dweir.seed=…} runs one again.
 */
class RandomQueriesTest {
  private static final int QUERIES = Integer.getInteger("weir.queries", 300);
  private static final long FIRST_SEED = Long.getLong("weir.first", 0);
  private static final long ONE_SEED = Long.getLong("weir.seed", -1);
  private static final int QUERIES_A_DATABASE = 10;

  /** Constructs that the generator makes and that are refused, with what the refusal says. */
  private static final List<String> REFUSALS =
      List.of(
          "a subquery is not supported here",
          "the aggregate function COUNT is not supported",
          "in a way that cannot become a join");

  /** What DuckDB says of faults of its own, which some subqueries meet. */
  private static final String ORACLE_FAULT = "INTERNAL Error";

  @TempDir Path directory;
  private final Map<String, Integer> refused = new TreeMap<>();
  private List<RandomTable> tables = List.of();
  private DuckDb duckDb;
  private int crashes;
  private int rows;

  @Test
  void answersEqualTheOracle() throws Exception {
    List<String> failures = new ArrayList<>();
    long first = ONE_SEED < 0 ? FIRST_SEED : ONE_SEED;
    long end = ONE_SEED < 0 ? FIRST_SEED + QUERIES : ONE_SEED + 1;
    for (long seed = first; seed < end && failures.size() < 10; seed++) {
      Case random = Case.of(seed);
      Optional<String> failure = failure(random);
      if (failure.isPresent()) {
        Case small = reduced(random);
        failures.add("seed " + seed + "\n" + small.describe() + failure(small).orElse(""));
      }
    }
    if (Boolean.getBoolean("weir.verbose")) {
      System.out.println(refused + ", " + crashes + " crashes, " + rows + " rows");
    }
    assertEquals("", String.join("\n\n", failures));
    if (ONE_SEED < 0) {
      int sum = refused.values().stream().mapToInt(Integer::intValue).sum();
      assertTrue(sum < QUERIES / 2, "refused: " + refused);
      assertTrue(crashes > QUERIES / 10, crashes + " crashes");
      assertTrue(rows > QUERIES, rows + " rows");
    }
  }

  /** A query, its tables, and how it is run. */
  private record Case(long seed, List<RandomTable> tables, Select query) {
    static Case of(long seed) {
      SplittableRandom forTables = new SplittableRandom(seed / QUERIES_A_DATABASE);
      List<RandomTable> tables = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        tables.add(RandomTable.random("table" + i, forTables.split()));
      }
      tables.add(RandomTable.changing("changing", forTables.split()));
      if (forTables.nextInt(3) == 0) {
        tables.replaceAll(RandomTable::patient);
      }
      SplittableRandom random = new SplittableRandom(seed);
      return new Case(seed, tables, new QueryGenerator(random, tables).query());
    }

    Course course() {
      return seed % 3 == 0 ? Course.CRASHED : seed % 3 == 1 ? Course.RESCALED : Course.STRAIGHT;
    }

    String script() {
      StringBuilder script = new StringBuilder();
      tables.forEach(table -> script.append(table.definition()));
      return script + query.weirQuery() + ";\n";
    }

    String describe() {
      StringBuilder text = new StringBuilder(script()).append(query.duckQuery()).append('\n');
      tables.forEach(table -> text.append(table).append('\n'));
      return text.toString();
    }
  }

  /** What is wrong with the answer; empty if nothing is. */
  private Optional<String> failure(Case random) throws IOException {
    for (RandomTable table : random.tables()) {
      table.write(directory);
    }
    List<String> expected;
    try {
      expected = database(random).lines(random.query().duckQuery());
    } catch (SQLException e) {
      if (e.getMessage().startsWith(ORACLE_FAULT)) {
        refused.merge(ORACLE_FAULT, 1, Integer::sum);
        tables = List.of();
        return Optional.empty();
      }
      return Optional.of("DuckDB does not answer: " + e.getMessage());
    }
    try {
      Map<String, String> variables = Map.of("DIR", directory.toString());
      Course.Result result = random.course().run(random.script(), variables, Optional.empty());
      crashes += result.crashes();
      List<String> actual = result.tables().get("result");
      rows += actual.size();
      return actual.equals(expected)
          ? Optional.empty()
          : Optional.of(
              random.course()
                  + "\nDuckDB:\n"
                  + String.join("\n", expected)
                  + "\nWeir:\n"
                  + String.join("\n", actual));
    } catch (PlanException e) {
      String problem = e.problem();
      if (REFUSALS.stream().anyMatch(problem::contains)) {
        refused.merge(problem, 1, Integer::sum);
        return Optional.empty();
      }
      return Optional.of("refused: " + e.getMessage());
    } catch (RuntimeException | AssertionError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (Boolean.getBoolean("weir.verbose")) {
        cause.printStackTrace();
      }
      String place = cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0];
      return Optional.of("failed: " + e + "\n" + cause + place);
    }
  }

  /** DuckDB with the tables of a case; the one before if it has the same. */
  private DuckDb database(Case random) throws SQLException {
    if (!random.tables().equals(tables)) {
      if (duckDb != null) {
        duckDb.close();
      }
      duckDb = new DuckDb();
      for (RandomTable table : random.tables()) {
        duckDb.createTable(table.name(), RandomTable.schemaWithMark(), table.rowsWithMark());
      }
      tables = random.tables();
    }
    return duckDb;
  }

  @AfterEach
  void close() throws SQLException {
    if (duckDb != null) {
      duckDb.close();
    }
  }

  private Case reduced(Case failing) throws IOException {
    String kind = kind(failure(failing).orElseThrow());
    Case small = failing;
    int attempts = 0;
    boolean isSmaller = true;
    while (isSmaller && attempts < 300) {
      isSmaller = false;
      for (Case candidate : simpler(small)) {
        attempts++;
        Optional<String> failure = failure(candidate);
        if (failure.isPresent() && kind(failure.get()).equals(kind)) {
          small = candidate;
          isSmaller = true;
          break;
        }
      }
    }
    return small;
  }

  /** Failures of one kind are taken for the same: the first word, or two for what is thrown. */
  private static String kind(String failure) {
    return failure.split("\\s", 2)[0];
  }

  private static List<Case> simpler(Case random) {
    List<Case> simpler = new ArrayList<>();
    for (Relation query : random.query().simpler()) {
      if (query instanceof Select select) {
        simpler.add(new Case(random.seed(), random.tables(), select));
      }
    }
    for (int i = 0; i < random.tables().size(); i++) {
      for (RandomTable table : random.tables().get(i).simpler()) {
        List<RandomTable> tables = new ArrayList<>(random.tables());
        tables.set(i, table);
        simpler.add(new Case(random.seed(), tables, random.query()));
      }
    }
    return simpler;
  }
}
