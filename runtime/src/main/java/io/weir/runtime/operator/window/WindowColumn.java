package io.weir.runtime.operator.window;

import java.util.Locale;

/** What can be told about a window in a column. */
public enum WindowColumn {
  /** The beginning of the window, inclusive, in local time: TIMESTAMP(3) NOT NULL. */
  WINDOW_START,
  /** The end of the window, exclusive, in local time: TIMESTAMP(3) NOT NULL. */
  WINDOW_END,
  /** The last millisecond of the window: a rowtime of the time attribute's type. */
  WINDOW_TIME;

  /** The column's usual name. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
