package io.weir.runtime.operator.over;

/**
 * How many rows before and after a row its results depend on.
 *
 * @param isUnbounded whether that is no fixed number
 */
record OverReach(boolean isUnbounded, long before, long after) {
  /** Beyond this the rows are read as if there was no bound. */
  private static final long MOST_ROWS = 1 << 20;

  /** What all calls of a node depend on. */
  static OverReach of(OverNode node) {
    OverReach reach = new OverReach(false, 0, 0);
    for (OverCall call : node.calls()) {
      reach = reach.with(of(call, node.frame()));
    }
    return reach;
  }

  private static OverReach of(OverCall call, OverFrame frame) {
    return switch (call.function()) {
      case LAG -> bounded(call.number(), 0);
      case LEAD -> bounded(0, call.number());
      case AGGREGATE, FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
          frame.unit() == OverFrame.Unit.ROWS
              ? bounded(Math.max(0, frame.preceding()), Math.max(0, frame.following()))
              : new OverReach(true, 0, 0);
      default -> new OverReach(true, 0, 0);
    };
  }

  private static OverReach bounded(long before, long after) {
    return new OverReach(before > MOST_ROWS || after > MOST_ROWS, before, after);
  }

  private OverReach with(OverReach other) {
    return new OverReach(
        isUnbounded || other.isUnbounded,
        Math.max(before, other.before),
        Math.max(after, other.after));
  }
}
