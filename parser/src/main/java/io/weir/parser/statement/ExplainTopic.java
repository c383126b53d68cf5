package io.weir.parser.statement;

/** What an EXPLAIN asks about its statement. */
public enum ExplainTopic {
  /** How it would run. */
  PLAN,
  /** Which guarantee each sink gets, and why. */
  GUARANTEE,
  /** What would be different on a Flink cluster. */
  PORTABILITY
}
