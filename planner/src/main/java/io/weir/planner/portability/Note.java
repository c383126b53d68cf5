package io.weir.planner.portability;

import io.weir.parser.source.Span;
import java.util.Optional;

/**
 * One thing to know about a statement that goes to a Flink cluster.
 *
 * @param outcome how much it matters
 * @param span the piece of the script that it is about
 * @param text what is done and why
 * @param hint what to write instead, of what is refused
 */
public record Note(Outcome outcome, Span span, String text, Optional<String> hint) {
  static Note of(Outcome outcome, Span span, String text) {
    return new Note(outcome, span, text, Optional.empty());
  }

  static Note refused(Span span, String text, String hint) {
    return new Note(Outcome.REFUSED, span, text, Optional.of(hint));
  }
}
