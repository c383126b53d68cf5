package io.weir.runtime.operator.match;

import java.util.List;

/**
 * Which matches that have begun are given up when one is found: AFTER MATCH.
 *
 * @param skip to where
 * @param variable the number of the variable that is skipped to, of the kinds that have one
 */
public record AfterMatch(Skip skip, int variable) {
  /** Where the search goes on. */
  public enum Skip {
    /** Behind the match. */
    PAST_LAST_ROW,
    /** With the second row of the match. */
    TO_NEXT_ROW,
    /** With the first row of a variable. */
    TO_FIRST,
    /** With the last row of a variable. */
    TO_LAST
  }

  /** Behind the match. */
  public static final AfterMatch PAST_LAST_ROW = new AfterMatch(Skip.PAST_LAST_ROW, 0);

  /** With the second row of the match. */
  public static final AfterMatch TO_NEXT_ROW = new AfterMatch(Skip.TO_NEXT_ROW, 0);

  /** As in an AFTER MATCH clause. */
  public String describe(List<PatternVariable> variables) {
    return switch (skip) {
      case PAST_LAST_ROW -> "SKIP PAST LAST ROW";
      case TO_NEXT_ROW -> "SKIP TO NEXT ROW";
      case TO_FIRST -> "SKIP TO FIRST " + variables.get(variable).name();
      case TO_LAST -> "SKIP TO LAST " + variables.get(variable).name();
    };
  }
}
