package io.weir.runtime.state;

import io.weir.runtime.time.Clock;

/**
 * When the entries of a table are forgotten: a while after their last update, by the wall clock.
 * Each entry carries the <em>stamp</em> of its last update: the time, rounded down to a
 * sixty-fourth of the while so that an entry lives that much longer at most, and one more, so that
 * it is never 0.
 *
 * <p>An expired entry is gone for everybody who looks for it; its memory, and what the store holds
 * of it, goes when an {@link ExpirySweep} comes by.
 */
final class TimeToLive {
  private static final int STEPS = 64;

  private final Clock clock;
  private final long millis;
  private final long stepMillis;
  private long now;
  private long newestExpired;

  private TimeToLive(long millis, Clock clock) {
    this.clock = clock;
    this.millis = millis;
    stepMillis = Math.max(1, millis / STEPS);
    refresh();
  }

  /** That of a table, or null if its entries are kept for ever. */
  static TimeToLive of(TableSpec spec, Clock clock) {
    return spec.ttlMillis() == 0 ? null : new TimeToLive(spec.ttlMillis(), clock);
  }

  /** Reads the clock, once for each call of the table. */
  void refresh() {
    long wall = clock.wallMillis();
    now = wall - Math.floorMod(wall, stepMillis) + 1;
    newestExpired = wall - millis - stepMillis + 1;
  }

  long millis() {
    return millis;
  }

  /** The stamp of an update now. */
  long now() {
    return now;
  }

  /** Whether an entry is gone that was updated last at {@code stamp}. */
  boolean isExpired(long stamp) {
    return stamp <= newestExpired;
  }
}
