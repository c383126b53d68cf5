package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.expression.LiteralValues;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctionBinding;
import io.weir.runtime.function.table.TableResolution;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A table function of the runtime as Calcite sees it; the function decides types. */
public final class RegistryTableFunction extends SqlFunction implements SqlTableFunction {
  private final TableFunction function;
  private final List<String> names;

  /**
   * A function that stands in FROM.
   *
   * @param names of its columns in the query; empty for those that it gives them itself
   */
  public RegistryTableFunction(TableFunction function, List<String> names) {
    super(
        function.name(),
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.function = function;
    this.names = List.copyOf(names);
  }

  /** What is called. */
  public TableFunction function() {
    return function;
  }

  /**
   * The function bound to arguments of these types.
   *
   * @throws PlanningException if it does not take them
   */
  public TableFunctionBinding bind(CallArguments arguments, SqlParserPos position) {
    int count = arguments.size();
    if (count < function.minArguments() || count > function.maxArguments()) {
      throw new PlanningException(
          position,
          function.name() + " does not take " + count + (count == 1 ? " argument" : " arguments"),
          "write " + String.join(" or ", function.signatures()));
    }
    TableResolution resolution = function.resolve(arguments);
    if (resolution instanceof TableResolution.Match match) {
      return match.binding();
    }
    TableResolution.Mismatch mismatch = (TableResolution.Mismatch) resolution;
    throw new PlanningException(position, mismatch.message(), mismatch.hint());
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return binding -> rowType((SqlCallBinding) binding);
  }

  private RelDataType rowType(SqlCallBinding binding) {
    SqlValidator validator = binding.getValidator();
    SqlCall call = binding.getCall();
    List<LogicalType> types = new ArrayList<>();
    List<Object> literals = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      types.add(WeirTypeFactory.toLogicalType(validator.deriveType(binding.getScope(), operand)));
      literals.add(LiteralValues.of(operand));
    }
    TableFunctionBinding bound = bind(new CallArguments(types, literals), call.getParserPosition());
    return rowType(bound, (WeirTypeFactory) validator.getTypeFactory());
  }

  /** All columns can be NULL, as they are to the right of LEFT JOIN. */
  private RelDataType rowType(TableFunctionBinding binding, WeirTypeFactory types) {
    RelDataTypeFactory.Builder builder = types.builder();
    List<Field> fields = binding.rows().fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = names.size() == fields.size() ? names.get(i) : fields.get(i).name();
      builder.add(name, types.toRelType(fields.get(i).type().withNullable(true)));
    }
    return builder.build();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return function.maxArguments() == Integer.MAX_VALUE
        ? SqlOperandCountRanges.from(function.minArguments())
        : SqlOperandCountRanges.between(function.minArguments(), function.maxArguments());
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    return validator.getTypeFactory().createSqlType(SqlTypeName.CURSOR);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    return binding.getTypeFactory().createSqlType(SqlTypeName.CURSOR);
  }

  @Override
  public boolean isDeterministic() {
    return function.determinism() == Determinism.DETERMINISTIC;
  }
}
