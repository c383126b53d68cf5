package io.weir.runtime.operator.match;

import io.weir.runtime.expression.Expression;

/**
 * The condition of a variable.
 *
 * @param view what it sees of a match that takes the row for the variable
 * @param condition over the columns of the view
 */
public record Definition(MatchView view, Expression condition) {
  /** Whether it depends on the row alone, whatever has matched before. */
  boolean isOfRow(int variable) {
    return view.aggregates().isEmpty()
        && view.navigations().stream().allMatch(navigation -> navigation.isOfRow(variable))
        && condition.isDeterministic()
        && !condition.canFail();
  }
}
