package io.weir.parser.statement;

/** Additions to an explained plan. */
public enum ExplainDetail {
  ESTIMATED_COST,
  CHANGELOG_MODE,
  JSON_EXECUTION_PLAN,
  PLAN_ADVICE
}
