package io.weir.runtime.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/functions.md} lists what the registry has. {@code -Dgolden=update} writes it anew.
 */
class FunctionListTest {
  private static final Path LIST = Path.of("..", "docs", "functions.md");

  @Test
  void theDocumentListsTheRegistry() throws IOException {
    String expected = document();
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(LIST, expected);
    }
    assertEquals(expected, Files.readString(LIST), "run with -Dgolden=update to write the list");
  }

  @Test
  void everyFunctionIsExplained() {
    for (ScalarFunction function : FunctionRegistry.standard().functions()) {
      assertFalse(function.doc().text().isBlank(), function.name());
      assertFalse(function.doc().example().isBlank(), function.name());
      assertFalse(function.signatures().isEmpty(), function.name());
    }
  }

  private static String document() {
    return FunctionRegistry.standard().functions().stream()
        .map(FunctionListTest::entry)
        .collect(
            Collectors.joining(
                "\n",
                """
                # Scalar functions and operators

                Names, arguments, results and the treatment of NULL are those of Flink SQL.
                This list is made from the functions themselves; every example runs as a test.

                """,
                ""));
  }

  private static String entry(ScalarFunction function) {
    StringBuilder entry = new StringBuilder();
    entry.append("## ").append(function.name()).append("\n\n");
    for (String signature : function.signatures()) {
      entry.append("    ").append(signature).append('\n');
    }
    entry.append('\n').append(function.doc().text()).append("\n\n");
    entry.append("    ").append(function.doc().example());
    if (!function.doc().result().isEmpty()) {
      entry.append(" => ").append(function.doc().result());
    }
    return entry.append('\n').toString();
  }
}
