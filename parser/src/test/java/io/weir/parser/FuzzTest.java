package io.weir.parser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.statement.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damages valid scripts at random: whatever comes out, the parser answers with statements or with
 * errors that lie within the text and can be shown. {@code -Dfuzz.seed=…} repeats a run, {@code
 * -Dfuzz.rounds=…} makes it longer.
 */
class FuzzTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final Pattern PIECE =
      Pattern.compile("\\w+|\\s+|'[^']*'|`[^`]*`|.", Pattern.DOTALL);
  private static final List<String> STRANGE =
      List.of(
          "'",
          "`",
          "\"",
          "/*",
          "*/",
          "/*+",
          "--",
          ";",
          "(",
          ")",
          "[",
          "]",
          "<",
          ">",
          "CASE",
          "END",
          "BEGIN",
          "STATEMENT SET",
          "\u0000",
          "😀",
          "\ud83d",
          "“",
          "//",
          "${",
          "\\",
          "U&'\\",
          "1e",
          ".",
          ",",
          "=",
          "\r",
          "\t",
          "SELECT",
          "INSERT INTO",
          "AS",
          "WITH",
          "NOT");

  @Test
  void damagedScriptsNeverBreakTheParser() throws IOException {
    long seed = Long.getLong("fuzz.seed", 20260101L);
    int rounds = Integer.getInteger("fuzz.rounds", 4_000);
    System.out.println("fuzz seed " + seed);
    Random random = new Random(seed);
    List<String> scripts = validScripts();
    List<String> pieces = scripts.stream().flatMap(FuzzTest::split).distinct().toList();
    int errors = 0;
    for (int round = 0; round < rounds; round++) {
      String damaged = damage(scripts.get(random.nextInt(scripts.size())), pieces, random);
      errors += check(damaged, "seed " + seed + " round " + round + ":\n" + damaged);
    }
    assertTrue(errors > rounds / 4, "only " + errors + " errors: the damage exercises nothing");
  }

  private static List<String> validScripts() throws IOException {
    try (Stream<Path> walk = Files.walk(CASES)) {
      return walk.filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.startsWith(CASES.resolve("error")))
          .sorted()
          .map(FuzzTest::script)
          .toList();
    }
  }

  private static String script(Path file) {
    try {
      String content = Files.readString(file);
      return content.substring(0, content.indexOf("-- ===="));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Stream<String> split(String script) {
    Matcher matcher = PIECE.matcher(script);
    return matcher.results().map(java.util.regex.MatchResult::group);
  }

  private static String damage(String script, List<String> pieces, Random random) {
    List<String> parts = new java.util.ArrayList<>(split(script).toList());
    int edits = 1 + random.nextInt(4);
    for (int edit = 0; edit < edits && !parts.isEmpty(); edit++) {
      int at = random.nextInt(parts.size());
      switch (random.nextInt(4)) {
        case 0 -> parts.remove(at);
        case 1 -> parts.add(at, " " + pieces.get(random.nextInt(pieces.size())) + " ");
        case 2 -> parts.add(at, STRANGE.get(random.nextInt(STRANGE.size())));
        default -> parts.set(at, pieces.get(random.nextInt(pieces.size())));
      }
    }
    return String.join("", parts);
  }

  /** Parses all statements; returns the number of errors. */
  private static int check(String text, String context) {
    ScriptParser.isComplete(text);
    int errors = 0;
    Iterator<Statement> statements = ScriptParser.statements(SourceText.of(text));
    int end = 0;
    while (statements.hasNext()) {
      Span span;
      try {
        Statement statement = statements.next();
        span = statement.span();
        StatementPrinter.print(text, statement);
      } catch (ParseException error) {
        span = error.span();
        errors++;
        assertTrue(error.render(text).startsWith(span + ": "), context);
      } catch (RuntimeException | StackOverflowError bug) {
        throw new AssertionError(context, bug);
      }
      assertTrue(span.end() <= text.length(), context);
      assertTrue(span.start() >= end, "statements and errors come in order: " + context);
      end = span.start();
    }
    return errors;
  }
}
