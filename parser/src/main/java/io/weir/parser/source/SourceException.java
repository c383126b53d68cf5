package io.weir.parser.source;

import java.util.Optional;

/**
 * A mistake in a script, with the place to correct. {@link #getMessage} starts with the position;
 * {@link #render} shows the line as well.
 */
public class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient Span span;
  private final String hint;

  /**
   * @param problem what is wrong, without position
   * @param span the offending piece of the script
   * @param hint what to do about it
   */
  public SourceException(String problem, Span span, Optional<String> hint) {
    super(span + ": " + problem);
    this.problem = problem;
    this.span = span;
    this.hint = hint.orElse(null);
  }

  /** What is wrong, without position. */
  public String problem() {
    return problem;
  }

  /** The offending piece of the script. */
  public Span span() {
    return span;
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** The error with the source line, carets and hint; several lines without a trailing newline. */
  public String render(String original) {
    return ErrorRenderer.render(original, span, problem, hint().orElse(""));
  }
}
