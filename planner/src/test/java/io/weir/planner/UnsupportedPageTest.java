package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans every statement of {@code docs/unsupported.md}, over the tables of the plan files: it must
 * fail with what the page shows below it. {@code -Dgolden=update} writes the page anew.
 */
class UnsupportedPageTest {
  private static final Path PAGE = Path.of("../docs/unsupported.md");
  private static final Path TABLES = Path.of("src/test/resources/plans/tables.sql");
  private static final Pattern CASE =
      Pattern.compile("```sql\n(.*?)```\n```text\n(.*?)```\n", Pattern.DOTALL);
  private static final boolean IS_UPDATE = "update".equals(System.getProperty("golden"));
  private static final List<String> ANSWERS = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> constructs() throws IOException {
    String tables = Files.readString(TABLES);
    List<DynamicTest> tests = new ArrayList<>();
    Matcher cases = CASE.matcher(Files.readString(PAGE));
    while (cases.find()) {
      String script = cases.group(1);
      String shown = cases.group(2);
      tests.add(DynamicTest.dynamicTest(script.strip(), () -> check(tables, script, shown)));
    }
    assertTrue(tests.size() >= 70, "the page has " + tests.size() + " statements");
    return tests.stream();
  }

  private static void check(String tables, String script, String shown) {
    PlanScript plans = new PlanScript();
    PlanScript.Outcome setup = plans.run(tables);
    assertFalse(setup.isError(), setup.text());
    PlanScript.Outcome outcome = plans.run(script);
    assertTrue(outcome.isError(), () -> "it can be planned: " + outcome.text());
    String error = outcome.text().substring(outcome.text().indexOf("error: "));
    ANSWERS.add(error);
    if (!IS_UPDATE) {
      assertEquals(shown, error);
    }
  }

  @AfterAll
  static void write() throws IOException {
    if (IS_UPDATE) {
      List<String> answers = new ArrayList<>(ANSWERS);
      String page =
          CASE.matcher(Files.readString(PAGE))
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          "```sql\n"
                              + found.group(1)
                              + "```\n```text\n"
                              + answers.remove(0)
                              + "```\n"));
      Files.writeString(PAGE, page);
    }
  }
}
