package io.weir.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LexemesTest {
  private static String cut(String text) {
    return Lexemes.of(text).stream()
        .map(piece -> piece.kind() + ":" + text.substring(piece.start(), piece.end()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void everyPieceHasItsKindAndPlace() {
    assertEquals(
        "KEYWORD:select NAME:a SYMBOL:, QUOTED_NAME:`b c` SYMBOL:, NUMBER:1.5 SYMBOL:, STRING:'it''s'"
            + " COMMENT:-- why KEYWORD:FROM COMMENT:/* or\n not */ NAME:t SYMBOL:;",
        cut("select a, `b c`, 1.5, 'it''s' -- why\n FROM /* or\n not */ t;"));
  }

  @Test
  void whatIsNotFinishedIsCutToo() {
    assertEquals("KEYWORD:SET OPEN_STRING:'execution.", cut("SET 'execution."));
    assertEquals("KEYWORD:SELECT BROKEN:`a", cut("SELECT `a"));
    assertEquals("NAME:a COMMENT:/* no end", cut("a /* no end"));
    assertEquals("", cut("  \n"));
  }

  @Test
  void commentsAtTheEndCount() {
    assertEquals("NAME:a COMMENT:-- end", cut("a -- end"));
  }
}
