package io.weir.runtime.stream;

/**
 * No later row of this channel has a rowtime at or below {@code timeMillis}, except rows that say
 * so themselves (see {@link Batch#rowWatermarks()}).
 *
 * @param timeMillis milliseconds since the epoch; of local time where the time attribute has no
 *     zone
 */
public record Watermark(long timeMillis) implements StreamElement {
  /** The watermark before anything is known. */
  public static final long NONE = Long.MIN_VALUE;

  /** The watermark after the last row of a bounded stream. */
  public static final long END = Long.MAX_VALUE;
}
