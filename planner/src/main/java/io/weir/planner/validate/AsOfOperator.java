package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.type.LogicalType;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * {@code JOIN t FOR SYSTEM_TIME AS OF time} as a conjunct of the join's condition: its first
 * operand is the time. Says that it differs from call to call, so that nothing moves it.
 */
public final class AsOfOperator extends SqlFunction {
  /** The one. */
  public static final AsOfOperator INSTANCE = new AsOfOperator();

  private AsOfOperator() {
    super(
        "FOR SYSTEM_TIME AS OF",
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.SYSTEM);
  }

  /** Whether an expression is a call of it. */
  public static boolean is(RexNode expression) {
    return expression instanceof RexCall call && call.getOperator() == INSTANCE;
  }

  /** Whether a join is with versions of its right side, which no filter may come between. */
  public static boolean isIn(Join join) {
    return RelOptUtil.conjunctions(join.getCondition()).stream().anyMatch(AsOfOperator::is);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.from(1);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    RelDataType time = validator.deriveType(scope, call.operand(0));
    SqlTypeName kind = time.getSqlTypeName();
    if (kind != SqlTypeName.TIMESTAMP && kind != SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      throw new PlanningException(
          call.operand(0).getParserPosition(),
          "FOR SYSTEM_TIME AS OF takes a time attribute of the table on the left, and gets "
              + WeirTypeFactory.toLogicalType(time).withNullable(true),
          "use the column for which that table declares WATERMARK FOR, or one AS PROCTIME()");
    }
    RelDataType type =
        ((WeirTypeFactory) validator.getTypeFactory())
            .toRelType(LogicalType.bool().withNullable(false));
    validator.setValidatedNodeType(call, type);
    return type;
  }
}
