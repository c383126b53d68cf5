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

/** What has a meaning only in MATCH_RECOGNIZE: the rows of a variable, and the time of a match. */
public final class MatchFunction extends SqlFunction {
  /** {@code FIRST(A.x, 2)}: of the third row of A. */
  public static final MatchFunction FIRST = new MatchFunction("FIRST");

  /** {@code LAST(A.x, 2)}: of the third last row of A. */
  public static final MatchFunction LAST = new MatchFunction("LAST");

  /** {@code MATCH_ROWTIME()}, or with the rowtime as argument: the time of the match. */
  public static final MatchFunction ROWTIME = new MatchFunction("MATCH_ROWTIME");

  private static final int DIGITS = 3;

  private MatchFunction(String name) {
    super(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return this == ROWTIME ? SqlOperandCountRanges.between(0, 1) : SqlOperandCountRanges.of(2);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    WeirTypeFactory factory = (WeirTypeFactory) validator.getTypeFactory();
    RelDataType type =
        this == ROWTIME
            ? factory.toRelType(rowtime(validator, scope, call))
            : factory.createTypeWithNullability(validator.deriveType(scope, call.operand(0)), true);
    if (this != ROWTIME) {
      validator.deriveType(scope, call.operand(1));
    }
    validator.setValidatedNodeType(call, type);
    return type;
  }

  /** The type without an argument is that of times without a zone, as in Flink. */
  private static LogicalType rowtime(
      SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    if (call.operandCount() == 0) {
      return LogicalType.timestamp(DIGITS).withNullable(true);
    }
    LogicalType type = WeirTypeFactory.toLogicalType(validator.deriveType(scope, call.operand(0)));
    if (type.kind() != TypeKind.TIMESTAMP && type.kind() != TypeKind.TIMESTAMP_LTZ) {
      throw new PlanningException(
          call.operand(0).getParserPosition(),
          "MATCH_ROWTIME takes the rowtime that rows are ordered by, and gets "
              + type.withNullable(true),
          "write MATCH_ROWTIME(), or name the first column of ORDER BY");
    }
    return type.withNullable(true);
  }
}
