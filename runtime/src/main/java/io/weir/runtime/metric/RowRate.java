package io.weir.runtime.metric;

/** How fast a count grows, between the last two samples. Sampled by one thread, read by any. */
public final class RowRate {
  private long sampledNanos;
  private long sampledCount;
  private volatile double perSecond;

  /** Begins to count at zero. */
  public RowRate(long nowNanos) {
    this.sampledNanos = nowNanos;
  }

  /** The count is {@code count} now. */
  public void sample(long nowNanos, long count) {
    long passed = nowNanos - sampledNanos;
    if (passed > 0) {
      perSecond = (count - sampledCount) * 1e9 / passed;
      sampledNanos = nowNanos;
      sampledCount = count;
    }
  }

  /** From now on the rate is that of all the time since {@code beganNanos}. */
  public void summarize(long beganNanos, long nowNanos, long count) {
    sampledNanos = beganNanos;
    sampledCount = 0;
    sample(nowNanos, count);
  }

  public double perSecond() {
    return perSecond;
  }
}
