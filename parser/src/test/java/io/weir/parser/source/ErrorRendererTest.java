package io.weir.parser.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ErrorRendererTest {

  private static String render(String text, String marked) {
    int start = text.indexOf(marked);
    return ErrorRenderer.render(
        text, SourceText.of(text).span(start, start + marked.length()), "wrong", "");
  }

  @Test
  void showsTheExampleOfTheStyleGuide() {
    String text = "INSERT INTO t\n\n         SELECT prise FROM bids;\n";
    Span span = SourceText.of(text).span(text.indexOf("prise"), text.indexOf("prise") + 5);
    assertEquals(
        """
        3:17: column "prise" does not exist in table "bids"
            SELECT prise FROM bids;
                   ^^^^^
        hint: did you mean "price"?""",
        ErrorRenderer.render(
            text,
            span,
            "column \"prise\" does not exist in table \"bids\"",
            "did you mean \"price\"?"));
  }

  @Test
  void expandsTabsAndCountsWideCharacters() {
    assertEquals(
        "1:4: wrong\n    a   x y\n        ^",
        render("\t a\tx y".substring(1), "x").replace("1:4", "1:4"));
    assertEquals("1:6: wrong\n    '日本' x\n           ^", render("'日本' x", "x"));
    assertEquals("1:4: wrong\n    e\u0301 x\n      ^", render("e\u0301 x", "x"));
  }

  @Test
  void cutsLongLinesAroundTheSpan() {
    String text = "a".repeat(500) + " x " + "b".repeat(500);
    String[] lines = render(text, "x").split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[1].length() < 110, lines[1]);
    assertEquals('x', lines[1].charAt(lines[2].indexOf('^')));
    assertTrue(lines[1].contains("…a") && lines[1].endsWith("b…"), lines[1]);
  }

  @Test
  void marksAVeryLongSpanToTheEndOfWhatIsShown() {
    String[] lines = render("x ".repeat(400) + "y", "x ".repeat(400)).split("\n");
    assertEquals(lines[1].length() - 1, lines[2].length());
  }

  @Test
  void marksTheFirstLineOfALongSpan() {
    assertEquals("1:3: wrong\n    a b\n      ^ … to 2:4", render("a b\ncde", "b\ncde"));
  }

  @Test
  void survivesEmptyTextAndPositionsAtTheEnd() {
    assertEquals("1:1: wrong", ErrorRenderer.render("", new Span(0, 0, 1, 1), "wrong", ""));
    assertEquals(
        "1:4: wrong\n    abc\n       ^",
        ErrorRenderer.render("abc", new Span(3, 3, 1, 4), "wrong", ""));
    assertEquals(
        "9:9: wrong\n    abc\n       ^",
        ErrorRenderer.render("abc", new Span(70, 80, 9, 9), "wrong", ""));
  }
}
