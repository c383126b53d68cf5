package io.weir.planner.guarantee;

/**
 * What a sink's content is after crashes.
 *
 * @param level the promise
 * @param reason why it is that and not more
 */
public record Guarantee(Level level, String reason) {
  /** The promises. */
  public enum Level {
    /** The committed content is that of a run without crashes. */
    EXACTLY_ONCE,
    /** No row is lost, some may be there twice. */
    AT_LEAST_ONCE,
    /** Nobody keeps the output, so nothing is promised. */
    EPHEMERAL;

    /** In words. */
    public String describe() {
      return switch (this) {
        case EXACTLY_ONCE -> "exactly once";
        case AT_LEAST_ONCE -> "at least once";
        case EPHEMERAL -> "nothing is kept";
      };
    }
  }
}
