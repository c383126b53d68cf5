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

  WindowFrame(WindowSpec spec) {
    this.spec = spec;
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
