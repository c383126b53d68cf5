package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Plans each script of {@code options/mistakes.txt}, whose last statement has an option that does
 * not fit, and compares with what is recorded behind it; {@code -Dgolden=update} records anew.
 */
class OptionMistakesTest {
  private static final Path FILE = Path.of("src/test/resources/options/mistakes.txt");

  @Test
  void eachNamesThePlaceTheReasonAndWhatIsAllowed() throws IOException {
    String recorded = Files.readString(FILE);
    String[] cases = recorded.split("(?m)^=== ");
    StringBuilder found = new StringBuilder(cases[0]);
    for (int i = 1; i < cases.length; i++) {
      String script = cases[i].substring(cases[i].indexOf('\n') + 1, cases[i].indexOf("\n----\n"));
      PlanScript.Outcome outcome = new PlanScript().run(script);
      String name = cases[i].substring(0, cases[i].indexOf('\n'));
      assertTrue(outcome.isError(), name);
      found.append("=== ").append(name).append('\n').append(script).append("\n----\n");
      found.append(outcome.text());
    }
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(FILE, found.toString());
    } else {
      assertEquals(recorded, found.toString());
    }
  }
}
