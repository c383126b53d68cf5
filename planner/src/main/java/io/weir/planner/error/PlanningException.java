package io.weir.planner.error;

import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A mistake in a body, at a position that {@link Bodies} can find in the script. Raised wherever
 * planning works on Calcite's trees; the planner's entry point turns it into a {@link
 * io.weir.planner.PlanException}.
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
    super(message, null, false, true);
    this.position = Objects.requireNonNull(position, "position");
    this.hint = hint;
  }

  /** The offending part. */
  public SqlParserPos position() {
    return position;
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
