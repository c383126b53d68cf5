package io.weir.runtime.operator.rank;

import java.util.OptionalInt;

/**
 * Which ranks are wanted.
 *
 * @param from the first, from 1
 * @param to the last; {@code Long.MAX_VALUE} for all
 * @param toColumn the position of a column of the partition key that says the last instead
 */
public record RankRange(long from, long to, OptionalInt toColumn) {
  public RankRange {
    if (from < 1) {
      throw new IllegalArgumentException("ranks from " + from);
    }
  }

  /** The ranks {@code from} to {@code to}. */
  public static RankRange of(long from, long to) {
    return new RankRange(from, to, OptionalInt.empty());
  }

  /** Whether at most one row of a partition has such a rank, if every row has its own. */
  public boolean isOne() {
    return toColumn.isEmpty() && to <= from;
  }

  String describe(java.util.List<String> names) {
    String last =
        toColumn.isPresent()
            ? names.get(toColumn.getAsInt())
            : to == Long.MAX_VALUE ? "…" : Long.toString(to);
    return from + " to " + last;
  }
}
