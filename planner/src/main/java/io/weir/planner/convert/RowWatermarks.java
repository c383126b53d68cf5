package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.CurrentWatermark;
import io.weir.runtime.operator.badrecord.ReadableRowsNode;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.correlate.CorrelateNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.plan.UnionNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/** Where CURRENT_WATERMARK can stand: over rows as tables with watermarks bring them. */
final class RowWatermarks {
  private RowWatermarks() {}

  /** Refuses it over anything else. */
  static void check(RexNode expression, Stream input) {
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            if (call.getOperator() == CurrentWatermark.INSTANCE) {
              check(call, input);
            }
            return super.visitCall(call);
          }
        });
  }

  private static void check(RexCall call, Stream input) {
    boolean isRowtime =
        call.getOperands().get(0) instanceof RexInputRef column
            && input.time(column.getIndex()) == TimeAttribute.ROWTIME;
    if (!isRowtime || !isFromTables(input.node())) {
      throw new PlanningException(
          call.getParserPosition(),
          isRowtime
              ? "CURRENT_WATERMARK is the watermark before a row of a table, and these rows were"
                  + " made by a query"
              : "CURRENT_WATERMARK takes a rowtime as it is",
          "compute it in a subquery in FROM, directly over the table, from the column for which the"
              + " table declares WATERMARK FOR");
    }
  }

  private static boolean isFromTables(PlanNode node) {
    boolean keepsRows =
        node instanceof CalcNode
            || node instanceof CorrelateNode
            || node instanceof UnionNode
            || node instanceof ReadableRowsNode;
    return node instanceof SourceNode
        || keepsRows && node.inputs().stream().allMatch(RowWatermarks::isFromTables);
  }
}
