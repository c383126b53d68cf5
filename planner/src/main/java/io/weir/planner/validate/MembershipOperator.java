package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Comparisons;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.type.LogicalType;
import java.util.List;
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
 * {@code x IN (a, b, …)} and {@code x BETWEEN a AND b} as one call each, so that {@code x} is
 * written once and evaluated once.
 */
public final class MembershipOperator extends SqlFunction {
  /** The first operand equals one of the others. */
  public static final MembershipOperator IN = new MembershipOperator("IN", "=");

  /** The first operand is neither below the second nor above the third. */
  public static final MembershipOperator BETWEEN = new MembershipOperator("BETWEEN", ">=");

  private final String comparison;

  private MembershipOperator(String name, String comparison) {
    super(name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.SYSTEM);
    this.comparison = comparison;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.from(2);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    LogicalType subject = type(validator, scope, call, 0);
    boolean isNullable = subject.nullable();
    for (int i = 1; i < call.operandCount(); i++) {
      LogicalType candidate = type(validator, scope, call, i);
      isNullable |= candidate.nullable();
      Resolution resolution =
          FunctionRegistry.standard().get(comparison).resolve(CallArguments.of(subject, candidate));
      boolean isCast =
          this == IN && Comparisons.numberOfText(List.of(subject, candidate)).isPresent();
      if (resolution instanceof Resolution.Mismatch mismatch && !isCast) {
        throw new PlanningException(
            call.operand(i).getParserPosition(), mismatch.message(), mismatch.hint());
      }
    }
    RelDataType type =
        ((WeirTypeFactory) validator.getTypeFactory())
            .toRelType(LogicalType.bool().withNullable(isNullable));
    validator.setValidatedNodeType(call, type);
    return type;
  }

  private static LogicalType type(
      SqlValidator validator, SqlValidatorScope scope, SqlCall call, int operand) {
    return WeirTypeFactory.toLogicalType(validator.deriveType(scope, call.operand(operand)));
  }
}
