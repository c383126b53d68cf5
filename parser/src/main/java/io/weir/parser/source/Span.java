package io.weir.parser.source;

/**
 * A piece of a script.
 *
 * @param start offset of the first character, in UTF-16 units from 0
 * @param end offset after the last character; equal to {@code start} for a place between two
 * @param line line of the first character, from 1
 * @param column column of the first character in its line, in code points from 1
 */
public record Span(int start, int end, int line, int column) {
  public Span {
    if (start < 0 || end < start || line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "span %d..%d at %d:%d does not describe a piece of text"
              .formatted(start, end, line, column));
    }
  }

  /** The span from the start of this one to the end of a later one. */
  public Span to(Span last) {
    return new Span(start, Math.max(end, last.end), line, column);
  }

  /** The position as people write it: {@code line:column}. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
