package io.weir.runtime.operator.over;

/** What can stand before OVER. */
public enum OverFunction {
  /** An aggregate function over the frame. */
  AGGREGATE,
  ROW_NUMBER,
  RANK,
  DENSE_RANK,
  PERCENT_RANK,
  CUME_DIST,
  NTILE,
  LAG,
  LEAD,
  /** The first value of the frame that is not NULL. */
  FIRST_VALUE,
  /** The last value of the frame that is not NULL. */
  LAST_VALUE,
  NTH_VALUE;

  /** Whether it looks at a frame, not at all rows of the partition. */
  boolean hasFrame() {
    return this == AGGREGATE || this == FIRST_VALUE || this == LAST_VALUE || this == NTH_VALUE;
  }

  /** Whether its result for a row can depend on rows that come after its frame. */
  public boolean looksAhead() {
    return this == LEAD || this == NTILE || this == PERCENT_RANK || this == CUME_DIST;
  }
}
