package io.weir.parser.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceTextTest {

  private static SourceText substitute(String text, Map<String, String> values) {
    return Variables.substitute(
        text,
        new Variables.Lookup() {
          @Override
          public Optional<String> value(String name) {
            return Optional.ofNullable(values.get(name));
          }

          @Override
          public Set<String> names() {
            return values.keySet();
          }
        });
  }

  private static Span spanOf(SourceText source, String piece) {
    int start = source.text().indexOf(piece);
    return source.span(start, start + piece.length());
  }

  @Test
  void linesEndWithAnyOfTheThreeLineEnds() {
    SourceText source = SourceText.of("a\nb\r\nc\rd");
    assertEquals(new Span(2, 3, 2, 1), spanOf(source, "b"));
    assertEquals(new Span(5, 6, 3, 1), spanOf(source, "c"));
    assertEquals(new Span(7, 8, 4, 1), spanOf(source, "d"));
  }

  @Test
  void columnsCountCodePoints() {
    assertEquals(new Span(5, 6, 1, 4), spanOf(SourceText.of("😀😀 x"), "x"));
  }

  @Test
  void spansPointAtTheOriginalText() {
    SourceText source = substitute("a ${X} b ${Y} c", Map.of("X", "12345678", "Y", ""));
    assertEquals("a 12345678 b  c", source.text());
    assertEquals(new Span(0, 1, 1, 1), spanOf(source, "a"));
    assertEquals(new Span(7, 8, 1, 8), spanOf(source, "b"));
    assertEquals(new Span(14, 15, 1, 15), spanOf(source, "c"));
    assertEquals(new Span(2, 6, 1, 3), spanOf(source, "345"), "inside a value");
    assertEquals(new Span(2, 8, 1, 3), spanOf(source, "78 b"), "from inside a value");
    assertEquals(new Span(0, 6, 1, 1), spanOf(source, "a 12"), "into a value");
  }

  @Test
  void valuesCannotLeaveTheirQuotes() {
    Map<String, String> values = Map.of("V", "a'; DROP TABLE `t`");
    assertEquals("'a''; DROP TABLE `t`'", substitute("'${V}'", values).text());
    assertEquals("`a'; DROP TABLE ``t```", substitute("`${V}`", values).text());
    assertEquals("a'; DROP TABLE `t`", substitute("${V}", values).text());
  }

  @Test
  void quotesInsideCommentsDoNotCount() {
    Map<String, String> values = Map.of("V", "it's");
    assertEquals("-- don't\nit's", substitute("-- don't\n${V}", values).text());
    assertEquals("/*+ it's */", substitute("/*+ ${V} */", values).text());
  }
}
