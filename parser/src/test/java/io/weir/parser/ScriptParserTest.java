package io.weir.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.WordLexer;
import io.weir.parser.source.SourceText;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.ReservedWords;
import io.weir.parser.statement.Show;
import io.weir.parser.statement.SqlQuoting;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.UseDatabase;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptParserTest {

  @Test
  void statementsBeforeAMistakeAreReturned() {
    Iterator<Statement> statements =
        ScriptParser.statements(SourceText.of("SELECT 1; SELECT 2; SELCT 3; SELECT 4"));
    assertEquals("SELECT 1", ((Query) statements.next()).query().text());
    assertEquals("SELECT 2", ((Query) statements.next()).query().text());
    assertEquals("1:21", assertThrows(ParseException.class, statements::next).span().toString());
    assertEquals("SELECT 4", ((Query) statements.next()).query().text());
    assertFalse(statements.hasNext());
  }

  @Test
  void parseAllReportsTheFirstMistake() {
    ParseException error =
        assertThrows(ParseException.class, () -> ScriptParser.parseAll("SELECT 1;\n DORP x; FOO;"));
    assertEquals("2:2: expected a statement, found \"DORP\"", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  -- only a comment",
        "SELECT 1;",
        "SELECT 1; -- done",
        "SELECT ';';",
        "SELECT (1;",
        "SELECT 1; SELECT 2;\n/* x */",
        "quit",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;",
        "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;"
      })
  void complete(String text) {
    assertTrue(ScriptParser.isComplete(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT ';",
        "SELECT 1; SELECT",
        "SELECT `a;",
        "SELECT /* ;",
        "SELECT 1 -- ;",
        "SELECT 'it''s;",
        "SELECT 1; /* open",
        "quit now",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END",
        "EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN b THEN c END;",
        "BEGIN STATEMENT SET; INSERT INTO a SELECT 1;"
      })
  void incomplete(String text) {
    assertFalse(ScriptParser.isComplete(text));
  }

  @Test
  void positionsOfABodyMapBackToTheScript() {
    String script = "SELECT 1;\r\nINSERT INTO t /* 😀 */ SELECT '😀',\r\n   prise\r\nFROM bids;";
    Statement statement = ScriptParser.parseAll(script).get(1);
    QueryText query = ((io.weir.parser.statement.Insert) statement).query();
    assertEquals("3:4", query.spanOfPositions(2, 4, 2, 8).toString());
    int start = query.spanOfPositions(2, 4, 2, 8).start();
    assertEquals("prise", script.substring(start, query.spanOfPositions(2, 4, 2, 8).end()));
    assertEquals("2:23", query.spanOfPositions(1, 1, 1, 6).toString());
    assertEquals("4:10", query.spanOfPositions(9, 9, 9, 9).toString(), "beyond the end");
  }

  @Test
  void everyKeywordIsEitherReservedOrAName() {
    for (int type = 1; type <= StatementLexer.VOCABULARY.getMaxTokenType(); type++) {
      if (WordLexer.isKeyword(type)) {
        String word = StatementLexer.VOCABULARY.getSymbolicName(type);
        if (!ReservedWords.contains(word)) {
          List<Statement> statements = ScriptParser.parseAll("USE db." + word);
          assertEquals(List.of("db", word), ((UseDatabase) statements.get(0)).name().names());
        } else {
          assertThrows(ParseException.class, () -> ScriptParser.parseAll("USE db." + word), word);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "order", "with space", "back`tick", "größe", "1a", "a$b", "😀"})
  void quotedNamesAreReadBack(String name) {
    Statement statement = ScriptParser.parseAll("USE " + SqlQuoting.name(name)).get(0);
    assertEquals(List.of(name), ((UseDatabase) statement).name().names());
  }

  @Test
  void equalTextsGiveEqualStatements() {
    String script = "CREATE TABLE t (a INT, b AS a + 1) WITH ('k' = 'v'); INSERT INTO t SELECT 1";
    assertEquals(ScriptParser.parseAll(script), ScriptParser.parseAll(script));
  }

  @ParameterizedTest
  @CsvSource({
    "a%, abc, true",
    "a%, ba, false",
    "%b%, abc, true",
    "_b_, abc, true",
    "_b, abc, false",
    "%, '', true",
    "'', '', true",
    "%a%a%a%a%a%b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    "ABC, abc, false",
    "a%c%, abcd, true"
  })
  void patternsMatchAsLikeDoes(String pattern, String name, boolean expected) {
    Show show = (Show) ScriptParser.parseAll("SHOW TABLES LIKE '" + pattern + "'").get(0);
    assertEquals(expected, show.pattern().orElseThrow().accepts(name));
    Show ignoringCase =
        (Show) ScriptParser.parseAll("SHOW TABLES NOT ILIKE '" + pattern + "'").get(0);
    boolean folded = expected || pattern.equalsIgnoreCase(name);
    assertEquals(!folded, ignoringCase.pattern().orElseThrow().accepts(name));
  }

  @Test
  void nestingUpToTheLimitIsParsed() {
    int depth = StatementSplitter.MAX_DEPTH;
    List<String> scripts =
        List.of(
            "SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth),
            "INSERT INTO t " + "(".repeat(depth) + "SELECT 1" + ")".repeat(depth),
            "SELECT " + "CASE WHEN a THEN ".repeat(depth) + "1" + " END".repeat(depth),
            "CREATE TABLE t (a " + "ARRAY<".repeat(depth - 1) + "INT" + ">".repeat(depth - 1) + ")",
            "CREATE TABLE t (a "
                + "ROW<x INT, y ".repeat(depth - 1)
                + "INT"
                + ">".repeat(depth - 1)
                + ")");
    for (String script : scripts) {
      assertEquals(1, ScriptParser.parseAll(script).size());
      assertThrows(ParseException.class, () -> ScriptParser.parseAll(script + ")"), script);
    }
    String comparisons = "SELECT " + "a < b, ".repeat(2 * depth) + "c";
    assertEquals(1, ScriptParser.parseAll(comparisons).size());
  }

  @Test
  void aVeryLongStatementIsParsed() {
    String script = "SELECT " + "(a + 1), ".repeat(50_000) + "1;";
    assertEquals(1, ScriptParser.parseAll(script).size());
    assertThrows(
        ParseException.class, () -> ScriptParser.parseAll(script.replace(", 1;", ", 1));")));
  }
}
