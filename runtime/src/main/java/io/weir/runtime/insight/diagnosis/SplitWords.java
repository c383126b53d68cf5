package io.weir.runtime.insight.diagnosis;

import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.Words;

/** What is said about a split. */
final class SplitWords {
  private SplitWords() {}

  /** The split, and what is done with it. */
  static String state(SourceView.Split split, SourceView source) {
    String quiet = Words.duration(split.quietMillis());
    String what =
        switch (split.state()) {
          case UNREAD -> "has not been begun, since splits are read one after the other";
          case OPENING -> "has been being opened for " + quiet;
          case READING -> "has sent no row for " + quiet + ", and may still have some";
          case AT_END ->
              "has stood at the end of its data for "
                  + quiet
                  + (source.idleTimeoutMillis() > 0
                      ? ", and counts as idle after " + Words.duration(source.idleTimeoutMillis())
                      : ", and never counts as idle");
          case IDLE -> "has had nothing for " + quiet + " and counts as idle";
        };
    return split.description() + " " + what;
  }
}
