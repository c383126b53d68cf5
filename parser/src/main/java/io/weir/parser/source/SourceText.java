package io.weir.parser.source;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A script: the text that is parsed, and the text that the user wrote. The two differ where
 * variables were filled in; spans always point at what the user wrote.
 */
public final class SourceText {

  /**
   * A piece of the parsed text that replaced a piece of the original.
   *
   * @param start offset of the replacement in the parsed text
   * @param end offset after it
   * @param originalStart offset of what it replaced in the original text
   * @param originalEnd offset after that
   */
  record Replacement(int start, int end, int originalStart, int originalEnd) {}

  private final String text;
  private final String original;
  private final List<Replacement> replacements;
  private final int[] lineStarts;

  SourceText(String text, String original, List<Replacement> replacements) {
    this.text = text;
    this.original = original;
    this.replacements = List.copyOf(replacements);
    this.lineStarts = findLineStarts(original);
  }

  /** A script without variables. */
  public static SourceText of(String text) {
    return new SourceText(text, text, List.of());
  }

  /** The text that is parsed. */
  public String text() {
    return text;
  }

  /** The text that the user wrote, which errors show. */
  public String original() {
    return original;
  }

  /**
   * The place in the original of a piece of the parsed text. What lies within a replacement becomes
   * the whole of what was replaced.
   *
   * @param start offset in {@link #text} of the first character
   * @param end offset in {@link #text} after the last character
   */
  public Span span(int start, int end) {
    Objects.checkFromToIndex(start, end, text.length());
    int from = toOriginal(start, false);
    int to = end == start ? from : toOriginal(end, true);
    return originalSpan(from, to);
  }

  /** The span of a piece of the original text. */
  Span originalSpan(int from, int to) {
    int index = Arrays.binarySearch(lineStarts, from);
    int line = index >= 0 ? index : -index - 2;
    int column = original.codePointCount(lineStarts[line], from);
    return new Span(from, to, line + 1, column + 1);
  }

  private int toOriginal(int offset, boolean isEnd) {
    int shift = 0;
    for (Replacement replacement : replacements) {
      boolean before = isEnd ? offset <= replacement.start : offset < replacement.start;
      if (before) {
        break;
      }
      boolean within = isEnd ? offset <= replacement.end : offset < replacement.end;
      if (within) {
        return isEnd ? replacement.originalEnd : replacement.originalStart;
      }
      shift = replacement.originalEnd - replacement.end;
    }
    return offset + shift;
  }

  private static int[] findLineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd =
          c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (lineEnd) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText that
        && text.equals(that.text)
        && original.equals(that.original)
        && replacements.equals(that.replacements);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "script of " + text.length() + " characters";
  }
}
