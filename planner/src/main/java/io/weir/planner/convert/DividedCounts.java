package io.weir.planner.convert;

import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Where a query may divide by a COUNT of 0: over a table of which no row has come yet, an aggregate
 * without keys has a row all the same, and {@code 1.0 * COUNT(*) FILTER (…) / COUNT(*)} would end
 * the job before it has begun.
 */
final class DividedCounts {
  private static final Set<String> DIVISIONS = Set.of("/", "%", "MOD");

  private DividedCounts() {}

  /** Whether a query divides by anything but a literal above an aggregate without keys. */
  static boolean areIn(RelNode query) {
    return areIn(query, false);
  }

  private static boolean areIn(RelNode node, boolean isDivided) {
    if (isDivided && node instanceof Aggregate aggregate && aggregate.getGroupSet().isEmpty()) {
      return true;
    }
    boolean isBelowDivision = isDivided || divides(node);
    return node.getInputs().stream().anyMatch(input -> areIn(input, isBelowDivision));
  }

  private static boolean divides(RelNode node) {
    boolean[] found = {false};
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            found[0] |=
                DIVISIONS.contains(call.getOperator().getName())
                    && !(call.getOperands().get(1) instanceof RexLiteral);
            return super.visitCall(call);
          }
        });
    return found[0];
  }
}
