package io.weir.planner.convert;

import io.weir.planner.validate.AsOfOperator;
import io.weir.planner.validate.WindowFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/**
 * Where the last rows by a rowtime go to windows, or are the versions of a temporal join: what a
 * row replaces is late or not by the watermark before that row, and what came and was replaced has
 * been there.
 */
final class RankedTimes {
  private RankedTimes() {}

  /** Whether a query has windows or a temporal join over what may be such a ranking. */
  static boolean areJudged(RelNode query) {
    boolean[] found = {false};
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        found[0] |= (WindowFunction.is(node) || isTemporalJoin(node)) && hasRanking(node);
        super.visit(node, ordinal, parent);
      }
    }.go(query);
    return found[0];
  }

  private static boolean isTemporalJoin(RelNode node) {
    if (!(node instanceof Join join)) {
      return false;
    }
    boolean[] found = {false};
    join.getCondition()
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                found[0] |= call.getOperator() == AsOfOperator.INSTANCE;
                return super.visitCall(call);
              }
            });
    return found[0];
  }

  private static boolean hasRanking(RelNode judge) {
    boolean[] found = {false};
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        found[0] |=
            node instanceof Project project && RexOver.containsOver(project.getProjects(), null);
        super.visit(node, ordinal, parent);
      }
    }.go(judge);
    return found[0];
  }
}
