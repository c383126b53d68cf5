package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule of {@code verified-rules.md} has tests, and they are there. */
class VerifiedRulesTest {
  private static final Path TABLE = Path.of("src/test/resources/verified-rules.md");
  private static final Pattern FILE = Pattern.compile("`([a-z]+/src/test/resources/[^`]+)`");

  @Test
  void everyRuleHasTests() throws IOException {
    List<String> rules =
        Files.readAllLines(TABLE).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| rule"))
            .toList();
    assertTrue(rules.size() >= 13, "rules: " + rules.size());
    for (String rule : rules) {
      List<String> files =
          FILE.matcher(rule).results().map((MatchResult result) -> result.group(1)).toList();
      assertTrue(!files.isEmpty(), rule);
      for (String file : files) {
        assertTrue(Files.isRegularFile(Path.of("..", file)), file);
      }
    }
  }
}
