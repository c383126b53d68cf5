package io.weir.planner.rewrite;

import io.weir.planner.expression.ExpressionConverter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Conditions as lists of what must all be TRUE. */
final class Conjuncts {
  private Conjuncts() {}

  /** The conjuncts of a condition; what all branches of an OR have in common comes out of it. */
  static List<RexNode> of(RexNode condition, RexBuilder builder) {
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (conjunct.getKind() == SqlKind.OR && canMove(conjunct)) {
        factor(conjunct, builder, conjuncts);
      } else {
        conjuncts.add(conjunct);
      }
    }
    return conjuncts;
  }

  private static void factor(RexNode or, RexBuilder builder, List<RexNode> conjuncts) {
    List<List<RexNode>> branches = new ArrayList<>();
    RelOptUtil.disjunctions(or)
        .forEach(branch -> branches.add(new ArrayList<>(RelOptUtil.conjunctions(branch))));
    List<RexNode> common = new ArrayList<>(branches.get(0));
    branches.forEach(common::retainAll);
    if (common.isEmpty()) {
      conjuncts.add(or);
      return;
    }
    conjuncts.addAll(common);
    List<RexNode> rests = new ArrayList<>();
    for (List<RexNode> branch : branches) {
      branch.removeAll(common);
      if (branch.isEmpty()) {
        return;
      }
      rests.add(and(branch, builder));
    }
    conjuncts.add(builder.makeCall(SqlStdOperatorTable.OR, rests));
  }

  /** All of the conjuncts as one condition. */
  static RexNode and(List<RexNode> conjuncts, RexBuilder builder) {
    return switch (conjuncts.size()) {
      case 0 -> builder.makeLiteral(true);
      case 1 -> conjuncts.get(0);
      default -> builder.makeCall(SqlStdOperatorTable.AND, conjuncts);
    };
  }

  /** The rows for which all conjuncts are TRUE. */
  static RelNode filter(RelNode input, List<RexNode> conjuncts) {
    return conjuncts.isEmpty()
        ? input
        : LogicalFilter.create(input, and(conjuncts, input.getCluster().getRexBuilder()));
  }

  /**
   * Whether a condition may be evaluated earlier or later than it is written: it cannot fail, and
   * has the same value each time.
   */
  static boolean canMove(RexNode condition) {
    return RexUtil.isDeterministic(condition) && !ExpressionConverter.canFail(condition);
  }

  /** The two sides of an equality, NULL-safe or not; none for any other condition. */
  static List<RexNode> sides(RexNode condition) {
    boolean isEquality =
        condition.getKind() == SqlKind.EQUALS
            || condition.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    return isEquality ? ((RexCall) condition).getOperands() : List.of();
  }
}
