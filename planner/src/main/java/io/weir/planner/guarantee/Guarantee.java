package io.weir.planner.guarantee;

import java.util.List;
import java.util.Optional;

/**
 * What a sink's content is after crashes.
 *
 * @param level the promise
 * @param reason why it is that and not more
 * @param links what the promise rests on, from the sources to the sink
 * @param remedy what to change in order to be promised more, if more can be had
 */
public record Guarantee(Level level, String reason, List<Link> links, Optional<String> remedy) {
  public Guarantee {
    links = List.copyOf(links);
  }

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

  /**
   * One thing that a promise rests on.
   *
   * @param verdict whether it holds
   * @param finding what was found, about which part of the plan
   */
  public record Link(Verdict verdict, String finding) {
    static Link holds(String finding) {
      return new Link(Verdict.HOLDS, finding);
    }

    static Link breaks(String finding) {
      return new Link(Verdict.BREAKS, finding);
    }

    static Link note(String finding) {
      return new Link(Verdict.NOTE, finding);
    }
  }

  /** What a link does for the promise. */
  public enum Verdict {
    /** Holds what is needed. */
    HOLDS,
    /** Does not, so that less is promised. */
    BREAKS,
    /** Takes nothing away, but two undisturbed runs may differ. */
    NOTE;

    /** The word in front of it. */
    public String describe() {
      return switch (this) {
        case HOLDS -> "holds: ";
        case BREAKS -> "breaks: ";
        case NOTE -> "note: ";
      };
    }
  }
}
