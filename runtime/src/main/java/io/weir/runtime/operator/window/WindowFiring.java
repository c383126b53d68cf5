package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;

/**
 * Knows which windows there are and which is next to fire. Two ways: {@link WholeWindows}, where
 * each namespace is a window, and {@link SharedSlices}, where windows are put together.
 */
interface WindowFiring {
  static WindowFiring of(
      WindowAggregateNode node,
      WindowGrid grid,
      WindowZone zone,
      WindowStores stores,
      OperatorContext context) {
    return WindowStores.sharesSlices(node)
        ? new SharedSlices(node.window().kind(), grid, zone, stores, context)
        : new WholeWindows(zone, stores);
  }

  /** Rows have been added to the slice that ends at {@code sliceEnd}. */
  void sliceAdded(long sliceEnd);

  /** Rows have been added to the single window that ends at {@code windowEnd}. */
  void lateWindowAdded(long windowEnd);

  /**
   * Makes {@code emitter} begin with the next window that has ended at {@code watermark}; false if
   * there is none.
   */
  boolean fireNext(long watermark, WindowEmitter emitter);

  /**
   * The instant at which the next window that contains something ends; far off if there is none.
   */
  long nextInstant();

  /** What a checkpoint must hold besides the tables; empty if nothing. */
  byte[] state();
}
