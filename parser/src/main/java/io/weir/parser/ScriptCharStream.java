package io.weir.parser;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The characters of a script as code points, with positions in UTF-16 units. ANTLR's own streams
 * count positions in code points, which are no offsets into a Java string.
 */
final class ScriptCharStream implements CharStream {
  private final String text;
  private int position;

  ScriptCharStream(String text) {
    this.text = text;
  }

  @Override
  public void consume() {
    if (position >= text.length()) {
      throw new IllegalStateException("the script has no character after its end");
    }
    position += Character.charCount(text.codePointAt(position));
  }

  @Override
  public int LA(int distance) {
    if (distance == 1) {
      return position < text.length() ? text.codePointAt(position) : IntStream.EOF;
    }
    if (distance == 0) {
      return 0;
    }
    int codePoints = distance > 0 ? distance - 1 : distance;
    int available =
        codePoints >= 0
            ? text.codePointCount(position, text.length()) - 1
            : -text.codePointCount(0, position);
    boolean inside = codePoints >= 0 ? codePoints <= available : codePoints >= available;
    return inside ? text.codePointAt(text.offsetByCodePoints(position, codePoints)) : IntStream.EOF;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // The whole text is in memory, so nothing has to be kept for a marker.
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a >= end ? "" : text.substring(interval.a, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
