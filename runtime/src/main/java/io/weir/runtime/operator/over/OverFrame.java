package io.weir.runtime.operator.over;

/**
 * Which rows around a row belong to its frame.
 *
 * @param unit what the bounds count
 * @param preceding how far it reaches back; {@link #UNBOUNDED} for the beginning, negative if it
 *     begins after the row
 * @param following how far it reaches on; {@link #UNBOUNDED} for the end, negative if it ends
 *     before the row
 */
public record OverFrame(Unit unit, long preceding, long following) {
  /** No bound. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** The frame where none is written: all rows up to this one and its peers. */
  public static final OverFrame DEFAULT = new OverFrame(Unit.RANGE, UNBOUNDED, 0);

  /** What bounds count. */
  public enum Unit {
    /** Rows. */
    ROWS,
    /** The values of the sort key, in its smallest unit; 0 reaches to the peers. */
    RANGE
  }

  /** Whether it is all rows up to this one. */
  public boolean isCumulative() {
    return preceding == UNBOUNDED && following == 0;
  }

  /** The frame as in SQL. */
  public String describe() {
    return unit
        + " BETWEEN "
        + bound(preceding, " PRECEDING", " FOLLOWING")
        + " AND "
        + bound(following, " FOLLOWING", " PRECEDING");
  }

  private static String bound(long distance, String direction, String opposite) {
    if (distance == 0) {
      return "CURRENT ROW";
    }
    return distance == UNBOUNDED
        ? "UNBOUNDED" + direction
        : Math.abs(distance) + (distance > 0 ? direction : opposite);
  }
}
