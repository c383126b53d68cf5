package io.weir.planner.convert;

import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * A join whose inputs have been converted. Window columns of the inputs may still be pending.
 *
 * @param join the join
 * @param left its left input
 * @param right its right input
 * @param condition its condition, taken apart
 */
record JoinInputs(Join join, Stream left, Stream right, JoinCondition condition) {
  JoinRelType kind() {
    return join.getJoinType();
  }
}
