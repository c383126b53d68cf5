package io.weir.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.parser.TypeParser;
import io.weir.parser.source.SourceException;
import io.weir.planner.body.TypeNames;
import io.weir.runtime.type.LogicalType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every spelling of a type means the same in a column list (ANTLR) and in a body (JavaCC). */
class TypeSpellingsTest {
  private static final Path SPELLINGS = Path.of("src/test/resources/types/spellings.txt");

  @TestFactory
  Stream<DynamicTest> spellings() throws IOException {
    return Files.readAllLines(SPELLINGS).stream()
        .filter(line -> !line.startsWith("#"))
        .map(
            line -> {
              int bar = line.indexOf(" | ");
              String spelling = line.substring(0, bar);
              String expected = line.substring(bar + 3);
              return DynamicTest.dynamicTest(
                  spelling,
                  () -> {
                    assertEquals(expected, inColumnList(spelling), "in a column list");
                    assertEquals(expected, inBody(spelling), "in CAST");
                  });
            });
  }

  private static String inColumnList(String spelling) {
    try {
      return TypeNames.resolve(TypeParser.parse(spelling)).toString();
    } catch (SourceException mistake) {
      return "error: " + mistake.problem();
    }
  }

  private static String inBody(String spelling) {
    try {
      Planned.Query query =
          (Planned.Query) new PlanScript().planned("SELECT CAST(NULL AS " + spelling + ") AS x");
      LogicalType type = query.schema().type(0);
      return type.withNullable(true).toString();
    } catch (SourceException mistake) {
      return "error: " + mistake.problem();
    }
  }
}
