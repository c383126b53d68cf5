package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctions;
import io.weir.runtime.function.table.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Binds calls of table functions; UNNEST is one of them. */
final class TableFunctionCalls {
  private TableFunctionCalls() {}

  /** The function that is called, if it is no window function. */
  static Optional<TableFunction> find(SqlCall call) {
    return TableFunctions.lookup(call.getOperator().getName());
  }

  /**
   * The call with its function in the place of its name.
   *
   * @param bindExpression binds the arguments
   */
  static SqlNode bind(TableFunction function, SqlCall call, UnaryOperator<SqlNode> bindExpression) {
    List<SqlNode> arguments = new ArrayList<>();
    for (SqlNode argument : call.getOperandList()) {
      if (argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        throw new PlanningException(
            argument.getParserPosition(),
            function.name() + " takes its arguments in order, without names",
            "write " + String.join(" or ", function.signatures()));
      }
      arguments.add(bindExpression.apply(argument));
    }
    return new SqlBasicCall(
        new RegistryTableFunction(function, List.of()), arguments, call.getParserPosition());
  }

  /**
   * {@code … AS u (x, y)} over a table function: it knows the names too, so that plans have them.
   */
  static SqlNode named(SqlCall as) {
    SqlNode table = as.operand(0);
    while (table.getKind() == SqlKind.LATERAL || table.getKind() == SqlKind.COLLECTION_TABLE) {
      table = ((SqlCall) table).operand(0);
    }
    boolean isNamed = as.operandCount() > 2;
    if (isNamed
        && table instanceof SqlBasicCall call
        && call.getOperator() instanceof RegistryTableFunction function) {
      List<String> names = new ArrayList<>();
      for (SqlNode name : as.getOperandList().subList(2, as.operandCount())) {
        names.add(((SqlIdentifier) name).getSimple());
      }
      call.setOperator(new RegistryTableFunction(function.function(), names));
    }
    return as;
  }

  /** UNNEST as a table function that sees the tables before it. */
  static SqlNode unnest(SqlCall call, UnaryOperator<SqlNode> bindExpression) {
    boolean withOrdinality = ((SqlUnnestOperator) call.getOperator()).withOrdinality;
    if (call.operandCount() != 1) {
      throw new PlanningException(
          call.operand(1).getParserPosition(),
          "UNNEST takes one collection",
          "write one UNNEST for each and join them on their ORDINALITY");
    }
    Unnest function = withOrdinality ? Unnest.WITH_ORDINALITY : Unnest.PLAIN;
    SqlNode bound = bind(function, call, bindExpression);
    SqlNode table =
        SqlStdOperatorTable.COLLECTION_TABLE.createCall(call.getParserPosition(), bound);
    return SqlStdOperatorTable.LATERAL.createCall(call.getParserPosition(), table);
  }
}
