package io.weir.planner.convert;

import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.type.LogicalType;

/**
 * The windows of one call of a window function. Two calls with equal windows are two frames: only
 * columns of the same call belong together.
 */
final class WindowFrame {
  private static final int MILLISECONDS = 3;

  private final WindowSpec spec;
  private final boolean isProctime;

  /**
   * @param isProctime whether they are windows of processing time
   */
  WindowFrame(WindowSpec spec, boolean isProctime) {
    this.spec = spec;
    this.isProctime = isProctime;
  }

  /** Whether they are windows of processing time. */
  boolean isProctime() {
    return isProctime;
  }

  /** How time is cut. */
  WindowSpec spec() {
    return spec;
  }

  /** The type of a column that tells about these windows. */
  LogicalType type(WindowColumn column) {
    boolean isInstant = column == WindowColumn.WINDOW_TIME && spec.zone().isPresent();
    LogicalType type =
        isInstant ? LogicalType.timestampLtz(MILLISECONDS) : LogicalType.timestamp(MILLISECONDS);
    return type.withNullable(false);
  }
}
