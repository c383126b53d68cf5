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
    /**
     * A row belongs to the windows of the moment at which it is processed, and windows fire by the
     * clock; the column only stands for that.
     */
    PROCTIME,
    /** The column is a {@code window_end} that a step below assigned. */
    WINDOW_END,
    /**
     * The rows are partials of a {@link LocalWindowAggregateNode}; the column is the end of their
     * slice, or of their window where the column behind it says so.
     */
    PARTIALS_OF_SLICES,
    /** As {@link #PARTIALS_OF_SLICES}, of windows only. */
    PARTIALS_OF_WINDOWS
  }

  /** Rows with a rowtime. */
  public static WindowRows rowtime(int column) {
    return new WindowRows(Kind.ROWTIME, column);
  }

  /** Rows with a {@code window_end} of the same windows, in local time. */
  public static WindowRows windowEnd(int column) {
    return new WindowRows(Kind.WINDOW_END, column);
  }

  /** Rows in windows of processing time. */
  public static WindowRows proctime(int column) {
    return new WindowRows(Kind.PROCTIME, column);
  }

  /** Whether the rows are partials. */
  boolean arePartials() {
    return kind == Kind.PARTIALS_OF_SLICES || kind == Kind.PARTIALS_OF_WINDOWS;
  }

  /** Whether windows are put together from slices that they share. */
  boolean shareSlices(WindowSpec window) {
    return !nameWindows() && !new WindowGrid(window).isSliceAWindow();
  }

  /** Whether the rows name whole windows, so that no two windows share anything. */
  boolean nameWindows() {
    return kind == Kind.WINDOW_END || kind == Kind.PARTIALS_OF_WINDOWS;
  }
}
