package io.weir.runtime.operator.window;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * How time is divided into windows. All windows are half-open, [start, end), and lie on a grid that
 * is shifted by {@code offsetMillis} from 1970-01-01T00:00 local time.
 *
 * @param kind the shape
 * @param sizeMillis the length of a window; of the longest one for CUMULATE
 * @param slideMillis the distance between two window ends: the size for TUMBLE, the slide of HOP,
 *     the step of CUMULATE
 * @param offsetMillis where the grid starts; may be negative
 * @param zone the time zone in whose local time windows are cut, present if and only if the time
 *     attribute is a TIMESTAMP_LTZ
 */
public record WindowSpec(
    Kind kind, long sizeMillis, long slideMillis, long offsetMillis, Optional<ZoneId> zone) {
  public WindowSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(zone, "zone");
    if (sizeMillis <= 0 || slideMillis <= 0) {
      throw new IllegalArgumentException(
          "a window of " + sizeMillis + " ms every " + slideMillis + " ms");
    }
    if (kind == Kind.TUMBLE && slideMillis != sizeMillis) {
      throw new IllegalArgumentException(
          "tumbling windows of " + sizeMillis + " ms every " + slideMillis + " ms");
    }
    if (kind == Kind.CUMULATE && sizeMillis % slideMillis != 0) {
      throw new IllegalArgumentException(
          "the largest size of CUMULATE, "
              + sizeMillis
              + " ms, is not a multiple of its step, "
              + slideMillis
              + " ms");
    }
  }

  /** The shapes of windows. */
  public enum Kind {
    /** One after the other: each row is in one. */
    TUMBLE,
    /** Of one size, a new one every slide: they overlap, or leave gaps. */
    HOP,
    /** Of one key, as long as no pause between rows is longer than a gap, which is the size. */
    SESSION,
    /** Of one start, growing by a step until the size is reached, then starting anew. */
    CUMULATE
  }

  /** Windows of {@code sizeMillis}, one after the other. */
  public static WindowSpec tumble(long sizeMillis, long offsetMillis) {
    return new WindowSpec(Kind.TUMBLE, sizeMillis, sizeMillis, offsetMillis, Optional.empty());
  }

  /** Windows of {@code sizeMillis}, a new one every {@code slideMillis}. */
  public static WindowSpec hop(long sizeMillis, long slideMillis, long offsetMillis) {
    return new WindowSpec(Kind.HOP, sizeMillis, slideMillis, offsetMillis, Optional.empty());
  }

  /** Windows that grow by {@code stepMillis} until {@code sizeMillis} is reached. */
  public static WindowSpec cumulate(long sizeMillis, long stepMillis, long offsetMillis) {
    return new WindowSpec(Kind.CUMULATE, sizeMillis, stepMillis, offsetMillis, Optional.empty());
  }

  /** Sessions that end after a pause of {@code gapMillis}. */
  public static WindowSpec session(long gapMillis) {
    return new WindowSpec(Kind.SESSION, gapMillis, gapMillis, 0, Optional.empty());
  }

  /** The same windows over instants, cut in the local time of {@code zone}. */
  public WindowSpec inZone(ZoneId zone) {
    return new WindowSpec(kind, sizeMillis, slideMillis, offsetMillis, Optional.of(zone));
  }

  /** The windows as in SQL, over the time column {@code time}. */
  public String describe(String time) {
    StringBuilder text = new StringBuilder(kind.name()).append('(').append(time);
    if (kind == Kind.HOP || kind == Kind.CUMULATE) {
      text.append(", ").append(duration(slideMillis));
    }
    text.append(", ").append(duration(sizeMillis));
    if (offsetMillis != 0) {
      text.append(", offset ").append(duration(offsetMillis));
    }
    zone.ifPresent(id -> text.append(", in ").append(id));
    return text.append(')').toString();
  }

  private static String duration(long millis) {
    long[] lengths = {86_400_000, 3_600_000, 60_000, 1_000};
    String[] units = {"d", "h", "min", "s"};
    for (int i = 0; i < lengths.length; i++) {
      if (millis % lengths[i] == 0) {
        return millis / lengths[i] + " " + units[i];
      }
    }
    return millis + " ms";
  }
}
