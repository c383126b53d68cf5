package io.weir.planner.convert;

import io.weir.planner.validate.CurrentWatermark;
import io.weir.planner.validate.WindowFunction;
import io.weir.runtime.plan.ChangelogKind;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Which sources must tell the watermark before every row, also in batches without a row that may be
 * late: those of queries that read it, or for which it decides about rows that are not behind it
 * themselves.
 */
final class WatermarkUse {
  /** CURRENT_WATERMARK is read, or rows join sessions or replace versions. */
  private boolean isByAll;

  /**
   * Rows may be taken back from windows. An old row that is told before the new one of its key is
   * judged by the watermark before the new one.
   */
  private boolean isByChanges;

  /** Takes note of what a query does. */
  void collect(RelNode query) {
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            isByAll |= call.getOperator() == CurrentWatermark.INSTANCE;
            return super.visitCall(call);
          }
        };
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        node.accept(expressions);
        isByAll |= WindowFunction.isSession(node) || RankedTimes.areJudgedBy(node);
        isByChanges |= WindowFunction.is(node);
        super.visit(node, ordinal, parent);
      }
    }.go(query);
  }

  /** Whether a source with such rows must. */
  boolean isBy(ChangelogKind rows) {
    return isByAll || isByChanges && rows != ChangelogKind.INSERT_ONLY;
  }
}
