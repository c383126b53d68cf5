package io.weir.planner.rewrite;

import io.weir.planner.validate.AsOfOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.tools.RelBuilder;

/**
 * Adds the times of the right side to FOR SYSTEM_TIME AS OF, so that they are not pruned: one of
 * them says from when on a row is a version.
 *
 * <pre>
 * Join(a = b AND AS OF(t))            Join(a = b AND AS OF(t, u))
 *   Scan(a, t)                 →        Scan(a, t)
 *   Scan(b, u)                          Scan(b, u)
 * </pre>
 */
final class NeedTimesOfVersions implements Phase {
  @Override
  public String name() {
    return "need times of versions";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return query.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode rel = super.visit(other);
            return rel instanceof Join join ? withTimes(join) : rel;
          }
        });
  }

  private static RelNode withTimes(Join join) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    RexNode condition =
        join.getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitCall(RexCall call) {
                    return call.getOperator() == AsOfOperator.INSTANCE
                        ? withTimes(call, join, builder)
                        : super.visitCall(call);
                  }
                });
    return condition == join.getCondition()
        ? join
        : join.copy(
            join.getTraitSet(),
            condition,
            join.getLeft(),
            join.getRight(),
            join.getJoinType(),
            join.isSemiJoinDone());
  }

  private static RexNode withTimes(RexCall call, Join join, RexBuilder builder) {
    if (call.getOperands().size() > 1) {
      return call;
    }
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    int leftSize = join.getLeft().getRowType().getFieldCount();
    for (RelDataTypeField field : join.getRight().getRowType().getFieldList()) {
      if (field.getType().getSqlTypeName().getFamily() == SqlTypeFamily.TIMESTAMP) {
        operands.add(builder.makeInputRef(field.getType(), leftSize + field.getIndex()));
      }
    }
    return builder.makeCall(call.getParserPosition(), call.getType(), call.getOperator(), operands);
  }
}
