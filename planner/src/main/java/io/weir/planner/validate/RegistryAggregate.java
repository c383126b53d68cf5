package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.aggregate.UserAggregateFunction;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/** An aggregate function of the registry as Calcite sees it; the registry decides types. */
public final class RegistryAggregate extends SqlAggFunction {
  private final AggregateFunction function;

  /** A function under the kind by which Calcite recognises it. */
  public RegistryAggregate(AggregateFunction function) {
    super(
        function.name(),
        null,
        kind(function),
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
    this.function = function;
  }

  /** COUNT, for what the planner counts itself. */
  public static RegistryAggregate count() {
    return new RegistryAggregate(AggregateFunctions.COUNT);
  }

  /** SUM, for what the planner counts itself. */
  public static RegistryAggregate sum() {
    return new RegistryAggregate(AggregateFunctions.SUM);
  }

  /** SINGLE_VALUE, for subqueries that stand for a value. */
  public static RegistryAggregate singleValue() {
    return new RegistryAggregate(AggregateFunctions.SINGLE_VALUE);
  }

  private static SqlKind kind(AggregateFunction function) {
    if (function instanceof UserAggregateFunction) {
      return SqlKind.OTHER_FUNCTION;
    }
    return switch (function.name()) {
      case "COUNT" -> SqlKind.COUNT;
      case "SUM" -> SqlKind.SUM;
      case "MIN" -> SqlKind.MIN;
      case "MAX" -> SqlKind.MAX;
      case "AVG" -> SqlKind.AVG;
      default -> SqlKind.OTHER_FUNCTION;
    };
  }

  /** What is called. */
  public AggregateFunction function() {
    return function;
  }

  /** Functions of one name differ in what is part of them, such as IGNORE NULLS. */
  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof RegistryAggregate that
        && function.equals(that.function);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + function.hashCode();
  }

  @Override
  public SqlSyntax getSyntax() {
    return function == AggregateFunctions.COUNT ? SqlSyntax.FUNCTION_STAR : SqlSyntax.FUNCTION;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<LogicalType> types = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlIdentifier identifier && identifier.isStar()) {
        if (function != AggregateFunctions.COUNT) {
          throw misuse("(*)", call.getParserPosition());
        }
        continue;
      }
      types.add(WeirTypeFactory.toLogicalType(validator.deriveType(scope, operand)));
    }
    if (types.isEmpty() && call.getOperandList().isEmpty()) {
      throw misuse("()", call.getParserPosition());
    }
    SqlCallBinding binding = new SqlCallBinding(validator, scope, call);
    LogicalType result = resolve(types, call.getParserPosition());
    RelDataType type =
        toRelType((WeirTypeFactory) validator.getTypeFactory(), result, isNullableGroup(binding));
    validator.setValidatedNodeType(call, type);
    return type;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    List<LogicalType> types =
        isStar(binding)
            ? List.of()
            : binding.collectOperandTypes().stream().map(WeirTypeFactory::toLogicalType).toList();
    return toRelType(
        (WeirTypeFactory) binding.getTypeFactory(),
        resolve(types, SqlParserPos.ZERO),
        isNullableGroup(binding));
  }

  private static boolean isStar(SqlOperatorBinding binding) {
    return binding instanceof SqlCallBinding call
        && call.getOperandCount() == 1
        && call.operand(0) instanceof SqlIdentifier identifier
        && identifier.isStar();
  }

  /** A group without rows that pass has no value, except for COUNT. */
  private boolean isNullableGroup(SqlOperatorBinding binding) {
    return function != AggregateFunctions.COUNT
        && !function.hasResultOfNothing()
        && (binding.hasEmptyGroup() || binding.hasFilter());
  }

  private static RelDataType toRelType(
      WeirTypeFactory factory, LogicalType type, boolean isNullable) {
    return factory.toRelType(type.withNullable(type.nullable() || isNullable));
  }

  private LogicalType resolve(List<LogicalType> types, SqlParserPos position) {
    return function
        .resultType(types)
        .orElseThrow(
            () ->
                misuse(
                    types.stream()
                        .map(type -> type.withNullable(true).toString())
                        .collect(Collectors.joining(", ", "(", ")")),
                    position));
  }

  private PlanningException misuse(String arguments, SqlParserPos position) {
    return new PlanningException(
        position,
        "the aggregate function " + function.name() + " does not take " + arguments,
        "write " + function.signature());
  }
}
