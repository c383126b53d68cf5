package io.weir.planner.validate;

import io.weir.planner.catalog.CatalogFunction;
import io.weir.planner.catalog.ClassFunction;
import io.weir.planner.catalog.SqlFunction;
import io.weir.planner.error.PlanningException;
import io.weir.planner.function.FunctionScope;
import io.weir.planner.function.Inlining;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.user.UserFunctionKind;
import io.weir.runtime.operator.aggregate.UserAggregateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;

/** Binds calls of functions that users have defined. */
final class UserCalls {
  private final FunctionScope functions;
  private final Inlining inlining;
  private final UnaryOperator<SqlNode> bindExpression;

  /**
   * @param bindExpression binds arguments and the expressions of SQL functions
   */
  UserCalls(FunctionScope functions, UnaryOperator<SqlNode> bindExpression) {
    this.functions = functions;
    this.inlining = new Inlining(functions);
    this.bindExpression = bindExpression;
  }

  /** Whether a call names a database. */
  static boolean isQualified(SqlCall call) {
    return names(call).size() > 1;
  }

  private static List<String> names(SqlCall call) {
    if (call.getOperator() instanceof SqlUnresolvedFunction function) {
      SqlIdentifier id = function.getSqlIdentifier();
      if (id != null) {
        return id.names;
      }
    }
    return List.of(call.getOperator().getName());
  }

  /** The database in which unqualified names are looked up. */
  String currentDatabase() {
    return functions.currentDatabase();
  }

  /** The names that can be called. */
  List<String> names() {
    return functions.names();
  }

  /** A call of a temporary system function, which hides one of the dialect. */
  Optional<SqlNode> bindSystem(SqlCall call) {
    return call.getOperator() instanceof org.apache.calcite.sql.SqlFunction
        ? functions.findSystem(names(call)).map(function -> bind(function, call))
        : Optional.empty();
  }

  /** A call of any user's function. */
  Optional<SqlNode> bind(SqlCall call) {
    return functions.find(names(call)).map(function -> bind(function, call));
  }

  private SqlNode bind(CatalogFunction function, SqlCall call) {
    List<SqlNode> arguments = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        throw new PlanningException(
            operand.getParserPosition(),
            function.path().name() + " takes its arguments in order, without names",
            null);
      }
      arguments.add(bindExpression.apply(operand));
    }
    SqlLiteral quantifier = call.getFunctionQuantifier();
    if (function instanceof SqlFunction sql) {
      refuse(quantifier, function);
      return inlining.expand(sql, arguments, call.getParserPosition(), bindExpression);
    }
    UserFunctionKind kind = functions.load((ClassFunction) function, call.getParserPosition());
    if (kind instanceof UserFunctionKind.Scalar scalar) {
      refuse(quantifier, function);
      return new SqlBasicCall(
          new RegistryOperator(scalar.function(), SqlKind.OTHER_FUNCTION),
          arguments,
          call.getParserPosition());
    }
    if (kind instanceof UserFunctionKind.Aggregate aggregate) {
      UserAggregateFunction at =
          new UserAggregateFunction(
              aggregate.function(), functions.position(call.getParserPosition()));
      return new SqlBasicCall(
          new RegistryAggregate(at), arguments, call.getParserPosition(), quantifier);
    }
    throw new PlanningException(
        QueryBinder.namePosition(call),
        function.path().name() + " is a table function: it stands in FROM",
        "write FROM t, LATERAL TABLE(" + function.path().name() + "(…))");
  }

  private static void refuse(SqlLiteral quantifier, CatalogFunction function) {
    if (quantifier != null) {
      throw new PlanningException(
          quantifier.getParserPosition(),
          function.path().name() + " is no aggregate function: it takes no " + quantifier.toValue(),
          null);
    }
  }

  /** The user's table function that a call in FROM means. */
  Optional<TableFunction> findTable(SqlCall call) {
    Optional<CatalogFunction> found =
        functions.findSystem(names(call)).or(() -> functions.find(names(call)));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String name = found.get().path().name();
    if (found.get() instanceof ClassFunction function) {
      UserFunctionKind kind = functions.load(function, call.getParserPosition());
      if (kind instanceof UserFunctionKind.Table table) {
        return Optional.of(table.function());
      }
      throw new PlanningException(
          QueryBinder.namePosition(call),
          name + " is a " + kind.describe() + ": it gives no rows",
          "call it in SELECT");
    }
    throw new PlanningException(
        QueryBinder.namePosition(call), name + " is an SQL function: it gives no rows", null);
  }
}
