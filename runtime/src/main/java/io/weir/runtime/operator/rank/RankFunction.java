package io.weir.runtime.operator.rank;

/** How rows are numbered that are equal in the sort keys. */
public enum RankFunction {
  /** Every row has a number of its own; ties are broken by the other columns. */
  ROW_NUMBER,
  /** Equal rows have the number of the first of them. */
  RANK,
  /** Equal rows have one number, and the next rows the next. */
  DENSE_RANK
}
