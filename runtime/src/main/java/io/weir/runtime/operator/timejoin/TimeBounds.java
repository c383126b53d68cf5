package io.weir.runtime.operator.timejoin;

/**
 * When two rows are near enough: {@code right BETWEEN left + low AND left + high}.
 *
 * @param left the position of the time in the left input
 * @param right the position of the time in the right input
 * @param lowMillis the lower bound, included
 * @param highMillis the upper bound, included
 * @param isProctime whether the times are when rows arrive, rather than columns
 */
public record TimeBounds(int left, int right, long lowMillis, long highMillis, boolean isProctime) {
  public TimeBounds {
    if (lowMillis > highMillis) {
      throw new IllegalArgumentException("nothing lies in " + lowMillis + " to " + highMillis);
    }
  }

  /** The position of the time in an input. */
  public int column(int side) {
    return side == 0 ? left : right;
  }

  /** What to add to the time of a row of {@code side} for the first time that matches. */
  long from(int side) {
    return side == 0 ? lowMillis : -highMillis;
  }

  /** What to add to the time of a row of {@code side} for the last time that matches. */
  long to(int side) {
    return side == 0 ? highMillis : -lowMillis;
  }

  long spanMillis() {
    return highMillis - lowMillis;
  }
}
