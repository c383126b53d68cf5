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
import org.junit.jupiter.api.DynamicTest;

/**
 * A page of the documentation with statements that are refused, each followed by what is said: a
 * test each, over the tables of the plan files. {@code -Dgolden=update} writes the page anew.
 */
final class RefusedPage {
  private static final Path TABLES = Path.of("src/test/resources/plans/tables.sql");
  private static final Pattern CASE =
      Pattern.compile("```sql\n(.*?)```\n```text\n(.*?)```\n", Pattern.DOTALL);
  private static final boolean IS_UPDATE = "update".equals(System.getProperty("golden"));

  private final Path page;
  private final List<String> answers = new ArrayList<>();

  RefusedPage(String page) {
    this.page = Path.of("../docs", page);
  }

  /** A test for each statement, of which there are {@code least} or more. */
  Stream<DynamicTest> tests(int least) throws IOException {
    String tables = Files.readString(TABLES);
    List<DynamicTest> tests = new ArrayList<>();
    Matcher cases = CASE.matcher(Files.readString(page));
    while (cases.find()) {
      String script = cases.group(1);
      String shown = cases.group(2);
      tests.add(DynamicTest.dynamicTest(script.strip(), () -> check(tables, script, shown)));
    }
    assertTrue(tests.size() >= least, page + " has " + tests.size() + " statements");
    return tests.stream();
  }

  private void check(String tables, String script, String shown) {
    PlanScript plans = new PlanScript();
    PlanScript.Outcome setup = plans.run(tables);
    assertFalse(setup.isError(), setup.text());
    PlanScript.Outcome outcome = plans.run(script);
    assertTrue(outcome.isError(), () -> "it can be planned: " + outcome.text());
    String error = outcome.text().substring(outcome.text().indexOf("error: "));
    answers.add(error);
    if (!IS_UPDATE) {
      assertEquals(shown, error);
    }
  }

  /** Writes the page anew, if that is asked for. */
  void write() throws IOException {
    if (IS_UPDATE) {
      List<String> left = new ArrayList<>(answers);
      String text =
          CASE.matcher(Files.readString(page))
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          "```sql\n"
                              + found.group(1)
                              + "```\n```text\n"
                              + left.remove(0)
                              + "```\n"));
      Files.writeString(page, text);
    }
  }
}
