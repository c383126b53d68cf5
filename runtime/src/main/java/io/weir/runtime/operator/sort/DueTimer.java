package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Output;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Watermark;

/**
 * Lets what waits in a table go when its time has come: by rowtime with the watermark, by
 * processing time when the clock has passed it.
 */
public final class DueTimer {
  private final RowTimes time;
  private final OrderedTable waiting;
  private final OrderedTable.Cursor cursor;
  private final Firing firing;

  /** The least time that waits; {@link Long#MIN_VALUE} if it is not known. */
  private long earliest = Long.MIN_VALUE;

  /** Lets go of all that is due. */
  public interface Firing {
    /** Returns false if the output is full; it is called again then. */
    boolean fire(Output out);
  }

  /**
   * A timer of what waits in a table.
   *
   * @param waiting a table whose orders begin with a time
   */
  public DueTimer(RowTimes time, OrderedTable waiting, Firing firing) {
    this.time = time;
    this.waiting = waiting;
    this.cursor = waiting.cursor();
    this.firing = firing;
  }

  /** Something more waits. */
  public void added() {
    earliest = Long.MIN_VALUE;
  }

  /** The watermark has risen. */
  public boolean advance(long watermarkMillis, Output out) {
    return time.isProctime() || fire(watermarkMillis, out);
  }

  /** When the clock must next be told, in wall time. */
  public long nextTimeMillis() {
    if (!time.isProctime()) {
      return Long.MAX_VALUE;
    }
    if (earliest == Long.MIN_VALUE) {
      earliest = Long.MAX_VALUE;
      OrderedTable.Prefixes scan = waiting.scan(OrderedTable.NO_NAMESPACE);
      while (scan.next()) {
        if (cursor.first(OrderedTable.NO_NAMESPACE, scan.prefix())) {
          earliest = Math.min(earliest, RowTimes.millis(cursor.orderAddress()));
        }
      }
    }
    return earliest == Long.MAX_VALUE ? Long.MAX_VALUE : earliest + 1;
  }

  /** The clock has reached {@link #nextTimeMillis}. */
  public boolean onTime(long wallMillis, Output out) {
    return fire(wallMillis - 1, out);
  }

  /** Nothing more comes. */
  public boolean endOfInput(Output out) {
    return fire(Watermark.END, out);
  }

  private boolean fire(long millis, Output out) {
    time.reach(millis);
    earliest = Long.MIN_VALUE;
    return firing.fire(out);
  }
}
