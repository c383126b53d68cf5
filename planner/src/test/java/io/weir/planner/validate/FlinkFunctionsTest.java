package io.weir.planner.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.SpecialForms;
import io.weir.runtime.function.table.TableFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The list of Flink SQL's scalar and collection functions: each is there, or its absence has a
 * reason that users are told.
 */
class FlinkFunctionsTest {
  private static final Path LIST = Path.of("src/test/resources/functions/flink.txt");

  @Test
  void everyFunctionIsThereOrMissedForAReason() throws IOException {
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    List<String> lines =
        Files.readAllLines(LIST).stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    for (String line : lines) {
      String name = line.split(" => ")[0];
      expected.append(line).append('\n');
      actual.append(name).append(" => ").append(fate(name)).append('\n');
    }
    assertEquals(expected.toString(), actual.toString());
    assertTrue(lines.size() > 230, lines.size() + " functions");
  }

  private static String fate(String name) {
    boolean isThere =
        FunctionRegistry.standard().lookup(name).isPresent()
            || SpecialForms.find(name).isPresent()
            || TableFunctions.lookup(name).isPresent();
    if (isThere) {
      return "present";
    }
    Optional<AbsentFunctions.Reason> reason = AbsentFunctions.find(name);
    return reason.map(absent -> "absent: " + absent.why()).orElse("unknown");
  }
}
