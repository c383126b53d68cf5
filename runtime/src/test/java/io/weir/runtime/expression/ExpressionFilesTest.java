package io.weir.runtime.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the lines of {@code src/test/resources/expressions/*.txt}: {@code expression => literal ::
 * TYPE}, or {@code expression => error: message}, or {@code expression => refused: message}; and
 * the example of every function.
 */
class ExpressionFilesTest {
  private static final Path FILES = Path.of("src/test/resources/expressions");
  private static final Schema NO_COLUMNS = new Schema(List.of());

  @TestFactory
  Stream<DynamicTest> lines() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          String line = lines.get(i);
          if (!line.isBlank() && !line.startsWith("#")) {
            String name = file.getFileName() + ":" + (i + 1) + " " + line;
            tests.add(DynamicTest.dynamicTest(name, () -> check(line)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void check(String line) {
    int arrow = line.lastIndexOf(" => ");
    String text = line.substring(0, arrow);
    String expected = line.substring(arrow + 4).strip();
    if (expected.startsWith("refused: ")) {
      try {
        Expression accepted = Notation.parse(text, NO_COLUMNS);
        fail("accepted as " + accepted);
      } catch (IllegalArgumentException e) {
        assertEquals(expected.substring("refused: ".length()), e.getMessage());
      }
      return;
    }
    Expression expression = Notation.parse(text, NO_COLUMNS);
    if (expected.startsWith("error: ")) {
      try {
        fail("no error but " + value(expression));
      } catch (WeirException e) {
        assertEquals(expected.substring("error: ".length()), e.getMessage());
      }
      return;
    }
    String[] parts = expected.split(" :: ");
    assertEquals(parts[0].strip(), value(expression));
    if (parts.length > 1) {
      assertEquals(parts[1].strip(), expression.type().withNullable(true).toString());
    }
  }

  private static String value(Expression expression) {
    return LiteralText.of(expression.type(), TestValues.constant(expression));
  }

  @TestFactory
  Stream<DynamicTest> examples() {
    return FunctionRegistry.standard().functions().stream()
        .map(function -> DynamicTest.dynamicTest(function.name(), () -> checkExample(function)));
  }

  private static void checkExample(ScalarFunction function) {
    Expression example = Notation.parse(function.doc().example(), NO_COLUMNS);
    String value = value(example);
    if (!function.doc().result().isEmpty()) {
      assertEquals(function.doc().result(), value, function.doc().example());
    }
  }
}
