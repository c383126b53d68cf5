package io.weir.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class StatementHighlighterTest {
  private static final AttributedStyle UNKNOWN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline();
  private final StatementHighlighter highlighter = new StatementHighlighter(new TestVocabulary());

  /** What is marked as a name that nothing has. */
  private List<String> unknown(String text) {
    AttributedString shown = highlighter.highlight(text);
    assertEquals(text, shown.toString());
    List<String> unknown = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = shown.runLimit(at);
      if (shown.styleAt(at).equals(UNKNOWN)) {
        unknown.add(text.substring(at, end));
      }
      at = end;
    }
    return unknown;
  }

  @Test
  void namesThatNothingHasAreMarked() {
    assertEquals(List.of("fligths"), unknown("SELECT * FROM fligths"));
    assertEquals(List.of("delai"), unknown("SELECT delai FROM flights"));
    assertEquals(List.of("CUONT"), unknown("SELECT CUONT(*) FROM flights"));
    assertEquals(List.of("delai", "tial"), unknown("SELECT f.delai, plane.tial FROM flights f"));
    assertEquals(List.of("delai"), unknown("INSERT INTO airports SELECT delai FROM flights"));
    assertEquals(List.of(), unknown("SELECT f.delay, plane.tail_number FROM flights f"));
    assertEquals(List.of(), unknown("SELECT 1 FROM flights WHERE origin LIKE delay"));
  }

  @Test
  void whatIsStillBeingTypedIsNot() {
    assertEquals(List.of(), unknown("SELECT del, COU(*) FROM fli"));
  }

  @Test
  void namesOfTheStatementItselfAreKnown() {
    assertEquals(
        List.of(),
        unknown(
            "WITH late AS (SELECT origin AS o FROM flights f WHERE f.delay > 15) SELECT o FROM late"));
    assertEquals(List.of(), unknown("SELECT x.delay AS later, later FROM flights x"));
    assertEquals(List.of(), unknown("SELECT window_start FROM TABLE(TUMBLE(TABLE flights))"));
    assertEquals(List.of(), unknown("CREATE TABLE fresh (a INT) WITH ('connector' = 'x')"));
    assertEquals(List.of(), unknown("INSERT INTO flights (delay) SELECT 1"));
    assertEquals(List.of(), unknown("SELECT * FROM somewhere.else_"));
  }

  @Test
  void everyTextKeepsItsCharacters() {
    for (String text :
        List.of("", "  ", "-- only", ".mode csv", "SELECT 'a\nb' /* c", "`", "\"x\"")) {
      assertEquals(text, highlighter.highlight(text).toString());
    }
  }
}
