package io.weir.planner.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlRowOperator;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** {@code ROW(a, b)} as a value: its type is that of a ROW column, not that of a table's rows. */
final class RowValueOperator extends SqlRowOperator {
  static final RowValueOperator INSTANCE = new RowValueOperator();

  private RowValueOperator() {
    super("ROW");
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      types.add(validator.deriveType(scope, operand));
    }
    RelDataType type = rowOf(validator.getTypeFactory(), types);
    validator.setValidatedNodeType(call, type);
    return type;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    return rowOf(binding.getTypeFactory(), binding.collectOperandTypes());
  }

  private static RelDataType rowOf(RelDataTypeFactory factory, List<RelDataType> types) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      names.add(SqlUtil.deriveAliasFromOrdinal(i));
    }
    return factory.createStructType(StructKind.PEEK_FIELDS_NO_EXPAND, types, names);
  }
}
