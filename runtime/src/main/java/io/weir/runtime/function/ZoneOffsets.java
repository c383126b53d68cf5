package io.weir.runtime.function;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Conversions between instants and the local time of a zone, in microseconds, which remember the
 * offset of the last stretch between two changes of the clocks: neighbouring rows mostly share it.
 * For one thread.
 */
public final class ZoneOffsets {
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private final ZoneRules rules;
  private long fromSecond = 1;
  private long toSecond;
  private int offsetSeconds;

  /** Conversions for a zone. */
  public ZoneOffsets(ZoneId zone) {
    rules = zone.getRules();
  }

  /** The local time at an instant. */
  public long toLocal(long micros) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    if (second < fromSecond || second >= toSecond) {
      remember(second);
    }
    return micros + offsetSeconds * MICROS_PER_SECOND;
  }

  private void remember(long second) {
    Instant instant = Instant.ofEpochSecond(second);
    offsetSeconds = rules.getOffset(instant).getTotalSeconds();
    if (rules.isFixedOffset()) {
      fromSecond = Long.MIN_VALUE;
      toSecond = Long.MAX_VALUE;
      return;
    }
    ZoneOffsetTransition next = rules.nextTransition(instant);
    fromSecond = second;
    toSecond = next == null ? Long.MAX_VALUE : next.toEpochSecond();
  }

  /**
   * The instant of a local time. One that the clocks skip is taken later by the length of the gap;
   * of one that they repeat, the first.
   */
  public long toInstant(long localMicros) {
    if (rules.isFixedOffset()) {
      remember(0);
      return localMicros - offsetSeconds * MICROS_PER_SECOND;
    }
    long second = Math.floorDiv(localMicros, MICROS_PER_SECOND);
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(local);
    ZoneOffset offset = transition == null ? rules.getOffset(local) : transition.getOffsetBefore();
    return localMicros - offset.getTotalSeconds() * MICROS_PER_SECOND;
  }
}
