package io.weir.runtime.operator.window;

import java.util.Objects;

/**
 * How the rows that reach a window aggregate tell their windows.
 *
 * @param kind the way
 * @param column the position of the column that tells
 */
public record WindowRows(Kind kind, int column) {
  public WindowRows {
    Objects.requireNonNull(kind, "kind");
  }

  /** The ways. */
  public enum Kind {
    /** The column is the rowtime; the aggregate assigns the windows itself. */
    ROWTIME,
    /** The column is a {@code window_end} that a step below assigned. */
    WINDOW_END,
    /** The rows are partials of a {@link LocalWindowAggregateNode}; the column is their slice. */
    PARTIALS
  }

  /** Rows with a rowtime. */
  public static WindowRows rowtime(int column) {
    return new WindowRows(Kind.ROWTIME, column);
  }

  /** Rows with a {@code window_end} of the same windows, in local time. */
  public static WindowRows windowEnd(int column) {
    return new WindowRows(Kind.WINDOW_END, column);
  }
}
