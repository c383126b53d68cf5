package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Binds OVER, the windows that it names, and the functions that have a meaning only before it. */
final class OverCalls {
  /** By name; Calcite knows their arguments and types. */
  private static final Map<String, SqlAggFunction> FUNCTIONS =
      List.of(
              SqlStdOperatorTable.ROW_NUMBER,
              SqlStdOperatorTable.RANK,
              SqlStdOperatorTable.DENSE_RANK,
              SqlStdOperatorTable.PERCENT_RANK,
              SqlStdOperatorTable.CUME_DIST,
              SqlStdOperatorTable.NTILE,
              SqlStdOperatorTable.LAG,
              SqlStdOperatorTable.LEAD,
              SqlStdOperatorTable.FIRST_VALUE,
              SqlStdOperatorTable.LAST_VALUE,
              SqlStdOperatorTable.NTH_VALUE)
          .stream()
          .collect(Collectors.toMap(SqlAggFunction::getName, function -> function));

  private OverCalls() {}

  /** Whether a function of this name stands before OVER only. */
  static boolean isKnown(String name) {
    return FUNCTIONS.containsKey(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Binds a call of OVER.
   *
   * @param function binds what stands before it
   */
  static SqlNode over(SqlCall call, Function<SqlCall, SqlNode> function, QueryBinder queries) {
    SqlNode operand = call.operand(0);
    if (operand.getKind() == SqlKind.IGNORE_NULLS || operand.getKind() == SqlKind.RESPECT_NULLS) {
      throw new PlanningException(
          operand.getParserPosition(),
          operand.getKind().sql + " is not supported",
          "leave it out: FIRST_VALUE, LAST_VALUE and NTH_VALUE pass over NULLs, LAG and LEAD do"
              + " not");
    }
    refuseSubqueries(operand);
    SqlNode window = call.operand(1);
    return call.getOperator()
        .createCall(
            call.getParserPosition(),
            function.apply((SqlCall) operand),
            window instanceof SqlWindow described ? window(described, queries) : window);
  }

  /** A call of a function that stands before OVER only. */
  static Optional<SqlNode> function(SqlCall call, QueryBinder queries) {
    SqlAggFunction function = FUNCTIONS.get(call.getOperator().getName().toUpperCase(Locale.ROOT));
    if (function == null) {
      return Optional.empty();
    }
    List<SqlNode> arguments = new ArrayList<>();
    call.getOperandList().forEach(argument -> arguments.add(queries.inExpression(argument)));
    if (call.getFunctionQuantifier() != null) {
      throw new PlanningException(
          call.getFunctionQuantifier().getParserPosition(),
          function.getName() + " takes no " + call.getFunctionQuantifier().toValue(),
          null);
    }
    return Optional.of(function.createCall(call.getParserPosition(), arguments));
  }

  /** An aggregate of the rows for which a condition is TRUE: of the others it sees NULL. */
  static SqlNode filtered(SqlNode bound, SqlNode condition) {
    SqlCall call = (SqlCall) bound;
    SqlParserPos position = call.getParserPosition();
    boolean isStar =
        call.operandCount() == 1
            && call.operand(0) instanceof SqlIdentifier identifier
            && identifier.isStar();
    boolean skipsNull =
        call.getOperator() instanceof RegistryAggregate aggregate
            && call.operandCount() > 0
            && (isStar || aggregate.function().skipsNull(0));
    if (!skipsNull) {
      throw new PlanningException(
          position,
          "FILTER with OVER is not supported for " + call.getOperator().getName(),
          "filter the rows in a subquery");
    }
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    SqlNode value = isStar ? SqlLiteral.createExactNumeric("1", position) : operands.get(0);
    operands.set(
        0,
        new SqlCase(
            position,
            null,
            SqlNodeList.of(condition),
            SqlNodeList.of(value),
            SqlLiteral.createNull(position)));
    return new SqlBasicCall(call.getOperator(), operands, position, call.getFunctionQuantifier());
  }

  /** Binds the keys of a window; its bounds are literals. */
  static SqlNode window(SqlWindow window, QueryBinder queries) {
    SqlWindow bound = (SqlWindow) window.clone(window.getParserPosition());
    bound.setOperand(2, keys(window.getPartitionList(), queries));
    bound.setOperand(3, keys(window.getOrderList(), queries));
    return bound;
  }

  private static void refuseSubqueries(SqlNode node) {
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
              throw Unsupported.subqueryInWindow(call);
            }
            return super.visit(call);
          }
        });
  }

  private static SqlNodeList keys(SqlNodeList keys, QueryBinder queries) {
    List<SqlNode> bound = new ArrayList<>();
    for (SqlNode key : keys) {
      refuseSubqueries(key);
      bound.add(queries.inExpression(key));
    }
    return new SqlNodeList(bound, keys.getParserPosition());
  }
}
