package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.expression.LiteralValues;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A scalar function or operator of the registry as Calcite sees it; the registry decides types. */
public final class RegistryOperator extends SqlFunction {
  private final ScalarFunction function;

  /** A function under the kind by which Calcite recognises it. */
  public RegistryOperator(ScalarFunction function, SqlKind kind) {
    super(function.name(), kind, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.function = function;
  }

  /** What is called. */
  public ScalarFunction function() {
    return function;
  }

  @Override
  public SqlSyntax getSyntax() {
    return function.maxArguments() == 0 ? SqlSyntax.FUNCTION_ID : SqlSyntax.FUNCTION;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return function.maxArguments() == Integer.MAX_VALUE
        ? SqlOperandCountRanges.from(function.minArguments())
        : SqlOperandCountRanges.between(function.minArguments(), function.maxArguments());
  }

  @Override
  public boolean isDeterministic() {
    return function.determinism() == Determinism.DETERMINISTIC;
  }

  @Override
  public boolean isDynamicFunction() {
    return function.determinism() == Determinism.PER_BATCH;
  }

  /**
   * What means the same with its sides exchanged, which Calcite needs for its normal forms: for all
   * that it knows to be symmetrical.
   */
  @Override
  public SqlOperator reverse() {
    return switch (getKind()) {
      case EQUALS, NOT_EQUALS, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> this;
      case AND, OR, PLUS, TIMES, GREATEST, LEAST -> this;
      case LESS_THAN -> comparison(">", SqlKind.GREATER_THAN);
      case LESS_THAN_OR_EQUAL -> comparison(">=", SqlKind.GREATER_THAN_OR_EQUAL);
      case GREATER_THAN -> comparison("<", SqlKind.LESS_THAN);
      case GREATER_THAN_OR_EQUAL -> comparison("<=", SqlKind.LESS_THAN_OR_EQUAL);
      default -> null;
    };
  }

  private static SqlOperator comparison(String name, SqlKind kind) {
    return new RegistryOperator(FunctionRegistry.standard().get(name), kind);
  }

  /** Two calls of a function that differs from call to call are never the same expression. */
  @Override
  public boolean equals(Object other) {
    return isDeterministic()
        ? super.equals(other) && function == ((RegistryOperator) other).function
        : this == other;
  }

  @Override
  public int hashCode() {
    return isDeterministic() ? super.hashCode() : System.identityHashCode(this);
  }

  @Override
  public SqlMonotonicity getMonotonicity(SqlOperatorBinding call) {
    return SqlMonotonicity.NOT_MONOTONIC;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<LogicalType> types = new ArrayList<>();
    List<Object> literals = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      RelDataType type = validator.deriveType(scope, operand);
      types.add(WeirTypeFactory.toLogicalType(type));
      literals.add(LiteralValues.of(operand));
    }
    LogicalType result = resolve(new CallArguments(types, literals), call.getParserPosition());
    RelDataType type = ((WeirTypeFactory) validator.getTypeFactory()).toRelType(result);
    validator.setValidatedNodeType(call, type);
    return type;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    List<LogicalType> types =
        binding.collectOperandTypes().stream().map(WeirTypeFactory::toLogicalType).toList();
    LogicalType result = resolve(CallArguments.of(types), SqlParserPos.ZERO);
    return ((WeirTypeFactory) binding.getTypeFactory()).toRelType(result);
  }

  private LogicalType resolve(CallArguments arguments, SqlParserPos position) {
    checkCount(arguments.size(), position);
    Resolution resolution = function.resolve(arguments);
    if (resolution instanceof Resolution.Match match) {
      return match.binding().result();
    }
    Resolution.Mismatch mismatch = (Resolution.Mismatch) resolution;
    throw new PlanningException(position, mismatch.message(), mismatch.hint());
  }

  private void checkCount(int count, SqlParserPos position) {
    if (count >= function.minArguments() && count <= function.maxArguments()) {
      return;
    }
    String usage = function.signatures().stream().collect(Collectors.joining(" or "));
    throw new PlanningException(
        position,
        function.name() + " does not take " + count + (count == 1 ? " argument" : " arguments"),
        usage.isEmpty() ? null : "write " + usage);
  }
}
