package io.weir.planner.convert;

import io.weir.planner.validate.AsOfOperator;
import io.weir.planner.validate.WindowFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexOver;

/**
 * Where the last rows by a rowtime go to windows, or are the versions of a temporal join: what a
 * row replaces is late or not by the watermark before that row, and what came and was replaced has
 * been there.
 */
final class RankedTimes {
  private RankedTimes() {}

  /** Whether something makes windows of, or is a temporal join over, what may be such a ranking. */
  static boolean areJudgedBy(RelNode node) {
    boolean isJudge =
        WindowFunction.is(node) || node instanceof Join join && AsOfOperator.isIn(join);
    return isJudge && hasRanking(node);
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
