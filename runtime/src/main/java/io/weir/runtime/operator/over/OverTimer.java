package io.weir.runtime.operator.over;

import io.weir.runtime.operator.Output;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Watermark;

/**
 * Lets what waits in a table go when its time has come: by rowtime with the watermark, by
 * processing time when the clock has passed it.
 */
final class OverTimer {
  private final OverTime time;
  private final OrderedTable waiting;
  private final OrderedTable.Cursor cursor;
  private final Firing firing;

  /** The least time that waits; {@link Long#MIN_VALUE} if it is not known. */
  private long earliest = Long.MIN_VALUE;

  /** Lets go of all that is due. */
  interface Firing {
    /** Returns false if the output is full; it is called again then. */
    boolean fire(Output out);
  }

  /**
   * @param waiting a table whose orders begin with a time
   */
  OverTimer(OverTime time, OrderedTable waiting, Firing firing) {
    this.time = time;
    this.waiting = waiting;
    this.cursor = waiting.cursor();
    this.firing = firing;
  }

  /** Something more waits. */
  void added() {
    earliest = Long.MIN_VALUE;
  }

  boolean advance(long watermarkMillis, Output out) {
    return time.isProctime() || fire(watermarkMillis, out);
  }

  /** When the clock must next be told, in wall time. */
  long nextTimeMillis() {
    if (!time.isProctime()) {
      return Long.MAX_VALUE;
    }
    if (earliest == Long.MIN_VALUE) {
      earliest = Long.MAX_VALUE;
      OrderedTable.Prefixes scan = waiting.scan(OrderedTable.NO_NAMESPACE);
      while (scan.next()) {
        if (cursor.first(OrderedTable.NO_NAMESPACE, scan.prefix())) {
          earliest = Math.min(earliest, OverTime.millis(cursor.orderAddress()));
        }
      }
    }
    return earliest == Long.MAX_VALUE ? Long.MAX_VALUE : earliest + 1;
  }

  boolean onTime(long wallMillis, Output out) {
    return fire(wallMillis - 1, out);
  }

  boolean endOfInput(Output out) {
    return fire(Watermark.END, out);
  }

  private boolean fire(long millis, Output out) {
    time.reach(millis);
    earliest = Long.MIN_VALUE;
    return firing.fire(out);
  }
}
