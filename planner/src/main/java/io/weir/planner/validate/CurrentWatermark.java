package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * {@code CURRENT_WATERMARK(rowtime)}: the watermark before the row, of the row's own split. Says
 * that it differs from call to call, so that nothing moves it.
 */
public final class CurrentWatermark extends SqlFunction {
  /** The one. */
  public static final CurrentWatermark INSTANCE = new CurrentWatermark();

  private static final int DIGITS = 3;

  private CurrentWatermark() {
    super(
        "CURRENT_WATERMARK",
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(1);
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
    LogicalType rowtime =
        WeirTypeFactory.toLogicalType(validator.deriveType(scope, call.operand(0)));
    if (!rowtime.kind().isTimestamp()) {
      throw new PlanningException(
          call.operand(0).getParserPosition(),
          "CURRENT_WATERMARK takes a rowtime, and gets " + rowtime.withNullable(true),
          "name the column for which the table declares WATERMARK FOR");
    }
    LogicalType type =
        rowtime.kind() == TypeKind.TIMESTAMP
            ? LogicalType.timestamp(DIGITS)
            : LogicalType.timestampLtz(DIGITS);
    RelDataType result = ((WeirTypeFactory) validator.getTypeFactory()).toRelType(type);
    validator.setValidatedNodeType(call, result);
    return result;
  }
}
