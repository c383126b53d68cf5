package io.weir.runtime.operator.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Where local time and instants meet: windows are cut in local time and end at an instant. Without
 * a zone the two are one. Remembers the last answers, since rows that follow each other are near
 * each other in time.
 */
public final class WindowZone {
  private static final long SECOND_MILLIS = 1_000;

  private final ZoneRules rules;
  private long sameOffsetFrom = 1;
  private long sameOffsetTo = 0;
  private long shiftMillis;
  private long cachedEnd = Long.MIN_VALUE;
  private long cachedInstant = Long.MIN_VALUE;

  /** Windows in the local time of {@code zone}, or in the time of the rows. */
  public WindowZone(Optional<ZoneId> zone) {
    rules = zone.map(ZoneId::getRules).orElse(null);
    if (rules == null) {
      sameOffsetFrom = Long.MIN_VALUE;
      sameOffsetTo = Long.MAX_VALUE;
    }
  }

  /** What to add to an instant to get local time there. */
  long shiftAt(long instantMillis) {
    if (instantMillis < sameOffsetFrom || instantMillis >= sameOffsetTo) {
      moveTo(instantMillis);
    }
    return shiftMillis;
  }

  /** From where on the last {@link #shiftAt} holds, inclusive. */
  long sameShiftFrom() {
    return sameOffsetFrom;
  }

  /** Up to where the last {@link #shiftAt} holds, exclusive. */
  long sameShiftTo() {
    return sameOffsetTo;
  }

  private void moveTo(long instantMillis) {
    Instant instant = Instant.ofEpochMilli(instantMillis);
    shiftMillis = rules.getOffset(instant).getTotalSeconds() * SECOND_MILLIS;
    ZoneOffsetTransition next = rules.nextTransition(instant);
    sameOffsetTo = next == null ? Long.MAX_VALUE : next.toEpochSecond() * SECOND_MILLIS;
    ZoneOffsetTransition previous = rules.previousTransition(instant.plusMillis(1));
    sameOffsetFrom = previous == null ? Long.MIN_VALUE : previous.toEpochSecond() * SECOND_MILLIS;
  }

  /**
   * The instant from which on local time is never before {@code localEnd} again. Where clocks are
   * set back over it, that is its second occurrence; where they are set forward over it, the moment
   * at which they are.
   */
  public long instantOfEnd(long localEnd) {
    if (rules == null) {
      return localEnd;
    }
    if (localEnd != cachedEnd) {
      cachedInstant = computeInstantOfEnd(localEnd);
      cachedEnd = localEnd;
    }
    return cachedInstant;
  }

  private long computeInstantOfEnd(long localEnd) {
    long last = localEnd - 1;
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(last, SECOND_MILLIS),
            (int) Math.floorMod(last, SECOND_MILLIS) * 1_000_000,
            ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return localEnd - rules.getOffset(local).getTotalSeconds() * SECOND_MILLIS;
    }
    return transition.isGap()
        ? transition.toEpochSecond() * SECOND_MILLIS
        : localEnd - transition.getOffsetAfter().getTotalSeconds() * SECOND_MILLIS;
  }
}
