package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Binds the aggregate calls that have a form of their own. */
final class AggregateCalls {
  private static final Map<String, SqlOperator> GROUPING =
      Map.of(
          "GROUPING", SqlStdOperatorTable.GROUPING,
          "GROUPING_ID", SqlStdOperatorTable.GROUPING_ID,
          "GROUP_ID", SqlStdOperatorTable.GROUP_ID);

  /** Exact here: a count that may be off by some may also be off by none. */
  private static final String APPROXIMATE = "APPROX_COUNT_DISTINCT";

  private static final Set<String> JSON = Set.of("JSON", "JSON_OBJECT", "JSON_ARRAY");

  private final UnaryOperator<SqlNode> bind;

  /**
   * @param bind what is done to the arguments
   */
  AggregateCalls(UnaryOperator<SqlNode> bind) {
    this.bind = bind;
  }

  /** Whether a call of this name is bound here. */
  static boolean binds(SqlCall call) {
    return switch (call.getKind()) {
      case IGNORE_NULLS, RESPECT_NULLS, JSON_ARRAYAGG, JSON_OBJECTAGG -> true;
      default -> {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        yield GROUPING.containsKey(name) || name.equals(APPROXIMATE);
      }
    };
  }

  /** Binds a call. */
  SqlNode bind(SqlCall call) {
    return switch (call.getKind()) {
      case IGNORE_NULLS, RESPECT_NULLS -> nulls(call);
      case JSON_ARRAYAGG -> array(call);
      case JSON_OBJECTAGG -> object(call);
      default -> named(call);
    };
  }

  private SqlNode named(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    List<SqlNode> arguments = call.getOperandList().stream().map(bind).toList();
    return name.equals(APPROXIMATE)
        ? new SqlBasicCall(
            new RegistryAggregate(AggregateFunctions.COUNT),
            arguments,
            call.getParserPosition(),
            SqlSelectKeyword.DISTINCT.symbol(call.getParserPosition()))
        : GROUPING.get(name).createCall(call.getParserPosition(), arguments);
  }

  private SqlNode nulls(SqlCall call) {
    boolean isIgnoring = call.getKind() == SqlKind.IGNORE_NULLS;
    SqlNode bound = bind.apply(call.operand(0));
    if (bound instanceof SqlBasicCall aggregate
        && aggregate.getOperator() instanceof RegistryAggregate function) {
      AggregateFunction with = function.function().ignoringNulls(isIgnoring);
      boolean isSaid =
          with != function.function() || isIgnoring == function.function().skipsNull(0);
      if (isSaid) {
        return new SqlBasicCall(
            new RegistryAggregate(with),
            aggregate.getOperandList(),
            call.getParserPosition(),
            aggregate.getFunctionQuantifier());
      }
    }
    throw new PlanningException(
        call.getParserPosition(),
        (isIgnoring ? "IGNORE NULLS" : "RESPECT NULLS") + " is not supported here",
        "aggregates leave NULLs out, except ARRAY_AGG, which takes IGNORE NULLS");
  }

  /** {@code JSON_ARRAYAGG(x)}: the elements as JSON are what is aggregated. */
  private SqlNode array(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    if (call.operandCount() > 1) {
      throw Unsupported.orderWithin(call);
    }
    SqlNode element = json(call.operand(0));
    if (isNullOnNull(call)) {
      element = function("COALESCE", position, element, string("null", position));
    }
    return aggregate("JSON_ARRAYAGG", element, call);
  }

  /**
   * {@code JSON_OBJECTAGG(KEY k VALUE v)}: what is aggregated are members, NULL where the key is,
   * and empty where they are left out.
   */
  private SqlNode object(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode key = function("JSON_STRING", position, bind.apply(call.operand(0)));
    SqlNode value = json(call.operand(1));
    SqlNode colon = string(":", position);
    SqlNode member =
        function(
            "CONCAT",
            position,
            key,
            colon,
            function("COALESCE", position, value, string("null", position)));
    if (!isNullOnNull(call)) {
      member =
          new SqlCase(
              position,
              null,
              SqlNodeList.of(function("IS NULL", position, value)),
              SqlNodeList.of(string("", position)),
              member);
    }
    return aggregate("JSON_OBJECTAGG", member, call);
  }

  private static boolean isNullOnNull(SqlCall call) {
    SqlJsonConstructorNullClause clause =
        call.getOperator() instanceof SqlJsonArrayAggAggFunction array
            ? array.getNullClause()
            : ((SqlJsonObjectAggAggFunction) call.getOperator()).getNullClause();
    return clause == SqlJsonConstructorNullClause.NULL_ON_NULL;
  }

  private SqlNode json(SqlNode value) {
    boolean isJson = value instanceof SqlCall made && JSON.contains(made.getOperator().getName());
    SqlNode bound = bind.apply(value);
    return isJson ? bound : function("JSON_STRING", value.getParserPosition(), bound);
  }

  private static SqlNode aggregate(String name, SqlNode argument, SqlCall call) {
    AggregateFunction function = AggregateFunctions.find(name).orElseThrow();
    return new SqlBasicCall(
        new RegistryAggregate(function),
        List.of(argument),
        call.getParserPosition(),
        call.getFunctionQuantifier());
  }

  private static SqlNode string(String text, SqlParserPos position) {
    return SqlLiteral.createCharString(text, position);
  }

  private static SqlNode function(String name, SqlParserPos position, SqlNode... arguments) {
    return new SqlBasicCall(
        new RegistryOperator(FunctionRegistry.standard().get(name), SqlKind.OTHER_FUNCTION),
        List.of(arguments),
        position);
  }
}
