package io.weir.runtime.insight.diagnosis;

import java.util.Optional;

/**
 * Something that keeps a job from having output or from getting on, or that is worth knowing.
 *
 * @param kind whether anything is wrong
 * @param text what it is
 * @param advice what can be done about it
 */
public record Finding(Kind kind, String text, Optional<String> advice) {
  /** Whether something is wrong. */
  public enum Kind {
    /** It keeps output back, loses rows or makes the job slow. */
    PROBLEM,
    /** It explains what is seen, and nothing is wrong with it. */
    NOTE
  }

  static Finding problem(String text, String advice) {
    return new Finding(Kind.PROBLEM, text, Optional.of(advice));
  }

  static Finding problem(String text) {
    return new Finding(Kind.PROBLEM, text, Optional.empty());
  }

  static Finding note(String text) {
    return new Finding(Kind.NOTE, text, Optional.empty());
  }
}
