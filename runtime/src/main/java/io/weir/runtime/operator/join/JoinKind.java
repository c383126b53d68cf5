package io.weir.runtime.operator.join;

/** What a join makes of its two inputs. A row has a match if a row of the other side fits it. */
public enum JoinKind {
  /** All pairs that fit. */
  INNER,
  /** The same, and left rows without a match beside NULLs. */
  LEFT,
  /** The same, and right rows without a match beside NULLs. */
  RIGHT,
  /** The same, and rows of both sides without a match beside NULLs. */
  FULL,
  /** Left rows with a match, each once. */
  SEMI,
  /** Left rows without a match. */
  ANTI,
  /** All left rows, each with a BOOLEAN behind it that says whether it has a match. */
  MARK;

  /** Whether the output has the columns of both sides. */
  public boolean hasPairs() {
    return this == INNER || this == LEFT || this == RIGHT || this == FULL;
  }

  /** Whether it matters to the output if a row of a side (0 left, 1 right) has a match. */
  boolean asksForMatch(int side) {
    return side == 0 ? this != INNER && this != RIGHT : this == RIGHT || this == FULL;
  }

  /** Whether a row, of a side for which it matters, is in the output by itself. */
  boolean showsAlone(boolean hasMatch) {
    return switch (this) {
      case SEMI -> hasMatch;
      case MARK -> true;
      default -> !hasMatch;
    };
  }
}
