package io.weir.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.parser.source.SourceException;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Variables;
import io.weir.parser.statement.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the cases in {@code src/test/resources/cases}. A case is a script, then a line {@code --
 * ====}, then what the parser makes of it: each statement with its positions, and errors as the
 * user sees them. A case that means to be wrong says so with {@code -- expect: error line:column}
 * on its own line, one for each error in order; {@code -- variable: NAME=value} sets a variable.
 * {@code -Dgolden=update} rewrites the recorded half.
 */
class CasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final String SEPARATOR = "-- ====\n";
  private static final Pattern EXPECT = Pattern.compile("(?m)^-- expect: error (\\d+:\\d+)$");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^-- variable: (\\w+)=(.*)$");
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(CASES)) {
      files = walk.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    assertTrue(files.size() >= 150, "only " + files.size() + " cases found");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> run(file)));
  }

  private static void run(Path file) throws IOException {
    String content = Files.readString(file);
    int end = content.indexOf(SEPARATOR);
    String script = end < 0 ? content : content.substring(0, end);
    Outcome outcome = Outcome.of(script);
    if (UPDATE) {
      Files.writeString(file, script + SEPARATOR + outcome.recorded());
    }
    assertEquals(expectedErrors(script), outcome.errors(), "positions of errors");
    if (!UPDATE) {
      assertTrue(end >= 0, "nothing recorded yet; run with -Dgolden=update");
      assertEquals(content.substring(end + SEPARATOR.length()), outcome.recorded());
    }
  }

  private static List<String> expectedErrors(String script) {
    return EXPECT.matcher(script).results().map(match -> match.group(1)).toList();
  }

  private record Outcome(String recorded, List<String> errors) {
    static Outcome of(String script) {
      StringBuilder recorded = new StringBuilder();
      List<String> errors = new ArrayList<>();
      try {
        SourceText source = Variables.substitute(script, lookup(script));
        Iterator<Statement> statements = ScriptParser.statements(source);
        while (statements.hasNext()) {
          add(script, statements, recorded, errors);
        }
      } catch (SourceException error) {
        addError(script, error, recorded, errors);
      }
      return new Outcome(recorded.toString(), errors);
    }

    private static void add(
        String script,
        Iterator<Statement> statements,
        StringBuilder recorded,
        List<String> errors) {
      try {
        append(recorded, StatementPrinter.print(script, statements.next()));
      } catch (ParseException error) {
        addError(script, error, recorded, errors);
      }
    }

    private static void addError(
        String script, SourceException error, StringBuilder recorded, List<String> errors) {
      errors.add(error.span().toString());
      append(recorded, error.render(script));
    }

    private static void append(StringBuilder recorded, String text) {
      text.lines().forEach(line -> recorded.append(("-- " + line).stripTrailing()).append('\n'));
    }

    private static Variables.Lookup lookup(String script) {
      Map<String, String> values = new TreeMap<>();
      Matcher matcher = VARIABLE.matcher(script);
      while (matcher.find()) {
        values.put(matcher.group(1), matcher.group(2));
      }
      return new Variables.Lookup() {
        @Override
        public Optional<String> value(String name) {
          return Optional.ofNullable(values.get(name));
        }

        @Override
        public java.util.Set<String> names() {
          return values.keySet();
        }
      };
    }
  }
}
