package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.CurrentWatermark;
import io.weir.planner.validate.RegistryOperator;
import io.weir.runtime.plan.ChangelogKind;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Where a value must come out the same again. A row that is taken back is computed anew from what
 * it was made of: a call that differs from time to time would take back another row than the one
 * that was sent, or let one through that was never sent.
 */
final class Repeatability {
  private Repeatability() {}

  /** Refuses a column that differs from call to call, over rows that are taken back in full. */
  static void checkColumn(RexNode column, ChangelogKind input) {
    if (input == ChangelogKind.RETRACT) {
      check(column, "is computed");
    }
  }

  /** Refuses a condition that differs from call to call, over rows that change in any way. */
  static void checkCondition(RexNode condition, ChangelogKind input) {
    if (input != ChangelogKind.INSERT_ONLY) {
      check(condition, "decides");
    }
  }

  private static void check(RexNode expression, String does) {
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            boolean isDrawn =
                call.getOperator() instanceof RegistryOperator operator
                    && !operator.isDeterministic();
            if (isDrawn || call.getOperator() == CurrentWatermark.INSTANCE) {
              throw new PlanningException(
                  call.getParserPosition(),
                  call.getOperator().getName()
                      + " "
                      + does
                      + " for rows that change, and would not give the same again when a row"
                      + " leaves",
                  "compute it below the aggregate or join, over rows that are only inserted");
            }
            return super.visitCall(call);
          }
        });
  }
}
