package io.weir.runtime.operator.timejoin;

import java.util.Locale;

/** Which rows of a join come out besides pairs that match. */
public enum JoinKind {
  /** Pairs only. */
  INNER,
  /** Also left rows without a match, with NULL on the right. */
  LEFT,
  /** Also right rows without a match, with NULL on the left. */
  RIGHT,
  /** Also both. */
  FULL,
  /** Left rows with a match, once and alone. */
  SEMI,
  /** Left rows without a match, alone. */
  ANTI;

  /** Whether a row of input {@code side} comes out though nothing matches it. */
  public boolean keepsUnmatched(int side) {
    return side == 0 ? this == LEFT || this == FULL || this == ANTI : this == RIGHT || this == FULL;
  }

  /** Whether the columns of input {@code side} can be NULL because a row is alone. */
  public boolean isPadded(int side) {
    return side == 0 ? this == RIGHT || this == FULL : this == LEFT || this == FULL;
  }

  /** Whether only left rows come out. */
  public boolean isLeftOnly() {
    return this == SEMI || this == ANTI;
  }

  /** The name in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
