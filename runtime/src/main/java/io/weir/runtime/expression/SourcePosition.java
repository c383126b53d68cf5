package io.weir.runtime.expression;

/**
 * Where in the user's SQL something is written.
 *
 * @param line from 1; 0 if it is not written anywhere
 * @param column from 1; 0 if it is not written anywhere
 */
public record SourcePosition(int line, int column) {
  /** Not written by the user. */
  public static final SourcePosition NONE = new SourcePosition(0, 0);

  /** The prefix of messages, such as {@code "3:17: "}; empty for {@link #NONE}. */
  public String prefix() {
    return line == 0 ? "" : line + ":" + column + ": ";
  }
}
