package io.weir.planner;

import io.weir.parser.source.SourceException;
import io.weir.parser.source.Span;
import java.util.Optional;

/** A statement that cannot be planned, with the place in the script and what to do. */
public final class PlanException extends SourceException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, without position
   * @param span the offending piece of the script
   * @param hint what to do about it
   */
  public PlanException(String problem, Span span, Optional<String> hint) {
    super(problem, span, hint);
  }

  /** An error with a hint; null for none. */
  public PlanException(String problem, Span span, String hint) {
    this(problem, span, Optional.ofNullable(hint));
  }
}
