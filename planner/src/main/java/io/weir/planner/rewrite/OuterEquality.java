package io.weir.planner.rewrite;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A condition that an expression of a subquery equals one of the outer row.
 *
 * @param own of the subquery
 * @param others of the outer row
 * @param isNullSafe whether NULL equals NULL
 */
record OuterEquality(RexNode own, RexNode others, boolean isNullSafe) {
  /** What a condition of a subquery says, if it is such an equality. */
  static Optional<OuterEquality> of(RexNode condition, OuterRows outerRows) {
    List<RexNode> sides = Conjuncts.sides(condition);
    if (sides.isEmpty()) {
      return Optional.empty();
    }
    boolean isFirstOuter = outerRows.areUsedBy(sides.get(0));
    RexNode own = sides.get(isFirstOuter ? 1 : 0);
    RexNode others = sides.get(isFirstOuter ? 0 : 1);
    boolean isOuter =
        outerRows.areUsedBy(others)
            && RelOptUtil.InputFinder.bits(others).isEmpty()
            && !outerRows.areUsedBy(own);
    boolean isNullSafe = condition.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    return isOuter ? Optional.of(new OuterEquality(own, others, isNullSafe)) : Optional.empty();
  }

  /** The condition with {@code own} where it is now. */
  RexNode of(RexNode own, RexBuilder builder) {
    return builder.makeCall(
        isNullSafe ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.EQUALS,
        own,
        others);
  }
}
