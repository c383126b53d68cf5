package io.weir.runtime.state;

/**
 * How far one operator instance has captured its tables, and how far the store beneath has them.
 * Epochs count captures, from 1; restored rows belong to epoch 0, which is in the store.
 */
final class Epochs {
  private int current = 1;
  private volatile int flushed;

  /** The epoch that changes belong to now. */
  int current() {
    return current;
  }

  /** All captures up to this one are in the store. */
  int flushed() {
    return flushed;
  }

  /** Ends the current epoch; returns it. Called by the tasklet. */
  int capture() {
    return current++;
  }

  /** Called by the flush, in order. */
  void setFlushed(int epoch) {
    if (epoch != flushed + 1) {
      throw new IllegalStateException(
          "capture " + epoch + " was flushed after " + flushed + ": one was left out");
    }
    flushed = epoch;
  }
}
