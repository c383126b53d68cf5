package io.weir.planner.error;

import java.util.Objects;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A mistake in a statement, at a place of the script's text after substitution of variables. Turned
 * into the error that the user sees by the planner's entry point, the only place that catches it.
 */
public final class PlanningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SqlParserPos position;
  private final String hint;

  /**
   * @param position the offending part; {@link SqlParserPos#ZERO} where the whole statement is
   *     meant
   * @param message what is wrong, in words for a user, without position
   * @param hint what to do about it, or null
   */
  public PlanningException(SqlParserPos position, String message, String hint) {
    super(message);
    this.position = Objects.requireNonNull(position, "position");
    this.hint = hint;
  }

  /** The offending part of the script. */
  public SqlParserPos position() {
    return position;
  }

  /** What to do about it, or null. */
  public String hint() {
    return hint;
  }
}
