package io.weir.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every spelling in {@code types.txt}, as a type and, where it is one, read back as printed. */
class TypeParserTest {

  @TestFactory
  Stream<DynamicTest> spellings() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/types.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" -> "))
        .map(parts -> DynamicTest.dynamicTest(parts[0], () -> check(parts[0], parts[1])));
  }

  private static void check(String spelling, String expected) {
    if (expected.equals("error")) {
      assertThrows(ParseException.class, () -> TypeParser.parse(spelling));
      return;
    }
    assertEquals(expected, TypeParser.parse(spelling).toString());
    assertEquals(expected, TypeParser.parse(expected).toString(), "read back");
  }
}
