package io.weir.parser.statement;

import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;

/**
 * A piece of a script that another parser reads. It holds the exact text, so a position within it
 * can be mapped back to the script.
 */
public sealed interface BodyText permits QueryText, ExpressionText {

  /** The script that the text was taken from. */
  SourceText source();

  /** Offset of the first character in {@link SourceText#text}. */
  int start();

  /** Offset after the last character in {@link SourceText#text}. */
  int end();

  /** The text itself, from its first token to its last, with comments and hints between them. */
  default String text() {
    return source().text().substring(start(), end());
  }

  /** Where the whole text stands in the script. */
  default Span span() {
    return source().span(start(), end());
  }

  /**
   * Where a piece of this text stands in the script.
   *
   * @param from offset in {@link #text} of the first character
   * @param to offset in {@link #text} after the last character
   */
  default Span spanOfOffsets(int from, int to) {
    return source().span(start() + from, start() + to);
  }

  /**
   * Where a piece of this text stands in the script, from the positions that Calcite reports: lines
   * and columns count from 1 in UTF-16 units, and the end is the last character of the piece.
   * Positions outside the text are moved to its nearest end.
   */
  default Span spanOfPositions(int line, int column, int endLine, int endColumn) {
    String text = text();
    int from = offsetOf(text, line, column);
    int to = Math.min(text.length(), offsetOf(text, endLine, endColumn) + 1);
    return spanOfOffsets(Math.min(from, to), to);
  }

  private static int offsetOf(String text, int line, int column) {
    int offset = 0;
    for (int skipped = 1; skipped < line; skipped++) {
      int newline = nextLine(text, offset);
      if (newline < 0) {
        return text.length();
      }
      offset = newline;
    }
    return Math.max(0, Math.min(text.length(), offset + column - 1));
  }

  /** Offset after the next line end, where {@code \r\n} and a lone {@code \r} are line ends too. */
  private static int nextLine(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return -1;
  }
}
