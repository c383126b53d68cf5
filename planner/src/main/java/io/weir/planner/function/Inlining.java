package io.weir.planner.function;

import io.weir.parser.source.Suggestions;
import io.weir.planner.body.BodyParser;
import io.weir.planner.body.TypeSpec;
import io.weir.planner.catalog.SqlFunction;
import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.CastOperator;
import io.weir.planner.validate.RegistryAggregate;
import io.weir.planner.validate.RegistryOperator;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Puts the expression of an SQL function in the place of a call: every parameter becomes the call's
 * argument, cast to the parameter's type, and the whole is cast to the type that the function
 * returns. What stands in the expression keeps its place in CREATE FUNCTION.
 */
public final class Inlining {
  private final FunctionScope scope;
  private final Deque<SqlFunction> open = new ArrayDeque<>();

  /** For the calls of one query. */
  public Inlining(FunctionScope scope) {
    this.scope = scope;
  }

  /**
   * The expression in the place of a call.
   *
   * @param arguments of the call, bound
   * @param bind binds the expression
   */
  public SqlNode expand(
      SqlFunction function,
      List<SqlNode> arguments,
      SqlParserPos position,
      UnaryOperator<SqlNode> bind) {
    String name = function.path().name();
    if (open.contains(function)) {
      throw new PlanningException(position, "function \"" + name + "\" calls itself", null);
    }
    int expected = function.parameters().size();
    if (arguments.size() != expected) {
      throw new PlanningException(
          position,
          name
              + " does not take "
              + arguments.size()
              + (arguments.size() == 1 ? " argument" : " arguments"),
          "write " + function.signature());
    }
    open.push(function);
    try {
      SqlNode body =
          scope.in(
              function.lookup(),
              () ->
                  bind.apply(
                      new BodyParser(scope.bodies())
                          .expression(function.body(), "function \"" + name + "\"")));
      SqlNode replaced = body.accept(new Parameters(function, arguments, position));
      return cast(CastOperator.implicit(name + " returns"), replaced, function.returns(), position);
    } finally {
      open.pop();
    }
  }

  private static SqlNode cast(
      CastOperator operator, SqlNode value, LogicalType type, SqlParserPos position) {
    SqlParserPos place = value.getParserPosition();
    LogicalType nullable = type.withNullable(true);
    return operator.createCall(
        position, value, new SqlDataTypeSpec(new TypeSpec(nullable, place), place));
  }

  /** Replaces the names of parameters by arguments. */
  private static final class Parameters extends SqlShuttle {
    private final SqlFunction function;
    private final Map<String, SqlNode> arguments = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final SqlParserPos call;

    Parameters(SqlFunction function, List<SqlNode> arguments, SqlParserPos call) {
      this.function = function;
      this.call = call;
      List<Field> fields = function.parameters().fields();
      for (int i = 0; i < fields.size(); i++) {
        CastOperator operator =
            CastOperator.implicit(
                "parameter \""
                    + fields.get(i).name()
                    + "\" of "
                    + function.path().name()
                    + " takes");
        SqlNode argument = arguments.get(i);
        this.arguments.put(
            fields.get(i).name(),
            cast(operator, argument, fields.get(i).type(), argument.getParserPosition()));
      }
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
      List<String> names = new ArrayList<>(id.names);
      SqlNode argument = arguments.get(names.get(0));
      if (argument == null) {
        throw new PlanningException(
            id.getParserPosition(),
            "function \"" + function.path().name() + "\" has no parameter \"" + names.get(0) + "\"",
            Suggestions.hint(names.get(0), function.parameters().names()).orElse(null));
      }
      if (uses.merge(names.get(0), 1, Integer::sum) > 1 && !isRepeatable(argument)) {
        throw new PlanningException(
            call,
            function.path().name()
                + " uses its parameter \""
                + names.get(0)
                + "\" more than once, and the argument differs from call to call: it would be drawn"
                + " more than once",
            "compute the argument in a subquery in FROM");
      }
      SqlNode value = argument;
      for (int i = 1; i < names.size(); i++) {
        SqlIdentifier field = new SqlIdentifier(names.get(i), id.getComponentParserPosition(i));
        value = SqlStdOperatorTable.DOT.createCall(id.getParserPosition(), value, field);
      }
      return value;
    }

    @Override
    public SqlNode visit(SqlCall node) {
      if (node.isA(SqlKind.QUERY)) {
        throw new PlanningException(
            node.getParserPosition(),
            "an SQL function is an expression without a subquery",
            "make a view, and join it");
      }
      if (node.getOperator() instanceof RegistryAggregate aggregate) {
        throw new PlanningException(
            node.getParserPosition(),
            "an SQL function is an expression over the values of a row, and "
                + aggregate.getName()
                + " is an aggregate function",
            null);
      }
      if (node.getKind() == SqlKind.DOT) {
        return node.getOperator()
            .createCall(node.getParserPosition(), node.operand(0).accept(this), node.operand(1));
      }
      if (node.getKind() == SqlKind.CAST || node.getKind() == SqlKind.SAFE_CAST) {
        return node.getOperator()
            .createCall(node.getParserPosition(), node.operand(0).accept(this), node.operand(1));
      }
      return super.visit(node);
    }
  }

  /** Whether an expression may be computed more than once. */
  private static boolean isRepeatable(SqlNode node) {
    boolean[] repeatable = {true};
    node.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlCall call) {
            repeatable[0] &=
                !(call.getOperator() instanceof RegistryOperator operator)
                    || operator.isDeterministic();
            return super.visit(call);
          }
        });
    return repeatable[0];
  }
}
