package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The derivation of result types, as Flink SQL has it. */
class ExpressionTypesTest {
  private static final Path TEST = Path.of("src/test/resources");

  @TestFactory
  Stream<DynamicTest> types() throws IOException {
    PlanScript plans = new PlanScript();
    plans.run(Files.readString(TEST.resolve("plans/tables.sql")));
    return Files.readAllLines(TEST.resolve("types/expressions.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(
            line -> {
              int bar = line.indexOf(" | ");
              String expression = line.substring(0, bar);
              return DynamicTest.dynamicTest(
                  expression, () -> assertEquals(line.substring(bar + 3), type(plans, expression)));
            });
  }

  private static String type(PlanScript plans, String expression) {
    Planned.Query query =
        (Planned.Query) plans.planned("SELECT " + expression + " AS x FROM plain");
    return query.schema().type(0).toString();
  }
}
