package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.function.ImplicitCasts;
import io.weir.runtime.type.LogicalType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** CAST and TRY_CAST. Which types can be cast is decided where the expression is made. */
public final class CastOperator extends SqlFunction {
  /** Fails where the value does not fit. */
  public static final CastOperator CAST = new CastOperator("CAST", SqlKind.CAST);

  /** Gives NULL where the value does not fit. */
  public static final CastOperator TRY_CAST = new CastOperator("TRY_CAST", SqlKind.SAFE_CAST);

  private final String implicitFor;

  private CastOperator(String name, SqlKind kind) {
    this(name, kind, null);
  }

  private CastOperator(String name, SqlKind kind, String implicitFor) {
    super(name, kind, null, null, null, SqlFunctionCategory.SYSTEM);
    this.implicitFor = implicitFor;
  }

  /**
   * A cast that nobody has written: only to types to which arguments are cast by themselves.
   *
   * @param what the subject of the sentence that refuses any other type, with its verb
   */
  public static CastOperator implicit(String what) {
    return new CastOperator("CAST", SqlKind.CAST, what);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(2);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    SqlNode argument = call.operand(0);
    RelDataType from = validator.deriveType(scope, argument);
    SqlDataTypeSpec spec = call.operand(1);
    RelDataType to = spec.deriveType(validator);
    if (implicitFor != null) {
      checkImplicit(from, to, argument);
    }
    boolean isNullable = this == TRY_CAST || from.isNullable();
    RelDataType type = validator.getTypeFactory().createTypeWithNullability(to, isNullable);
    validator.setValidatedNodeType(call, type);
    return type;
  }

  private void checkImplicit(RelDataType from, RelDataType to, SqlNode argument) {
    LogicalType given = WeirTypeFactory.toLogicalType(from);
    LogicalType wanted = WeirTypeFactory.toLogicalType(to);
    if (ImplicitCasts.distance(given, wanted) == ImplicitCasts.IMPOSSIBLE) {
      throw new PlanningException(
          argument.getParserPosition(),
          implicitFor
              + " "
              + wanted.withNullable(true)
              + ", and this is "
              + given.withNullable(true),
          "CAST it");
    }
  }
}
