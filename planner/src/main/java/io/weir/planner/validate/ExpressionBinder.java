package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.planner.function.FunctionScope;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Binds the calls of scalar and aggregate functions and of operators. */
final class ExpressionBinder {
  private final QueryBinder queries;
  private final UserCalls userCalls;
  private final FunctionRegistry registry = FunctionRegistry.standard();

  ExpressionBinder(QueryBinder queries, FunctionScope functions) {
    this.queries = queries;
    this.userCalls = new UserCalls(functions, queries::inExpression);
  }

  /** As many digits has the first field of an interval literal whose unit does not say more. */
  private static final int LEADING_DIGITS = 2;

  private static final Pattern WINDOW_PROPERTY =
      Pattern.compile(
          "(TUMBLE|HOP|SESSION)_(START|END|ROWTIME|PROCTIME)", Pattern.CASE_INSENSITIVE);

  SqlNode bind(SqlCall call) {
    if (call.getOperator() instanceof MatchFunction) {
      return queries.recurse(call);
    }
    if (AggregateCalls.binds(call)) {
      return new AggregateCalls(queries::inExpression).bind(call);
    }
    return switch (call.getKind()) {
      case CASE, DOT, FILTER, GROUPING_SETS, ROLLUP, CUBE -> queries.recurse(call);
      case CAST -> cast(call, CastOperator.CAST);
      case SAFE_CAST -> cast(call, CastOperator.TRY_CAST);
      case IN, NOT_IN -> in(call);
      case BETWEEN -> between(call);
      case MINUS_PREFIX -> negate(call);
      case PLUS_PREFIX -> queries.inExpression(call.operand(0));
      case EQUALS -> equals(call);
      case NOT_EQUALS -> named("<>", call);
      case LIKE, RLIKE, SIMILAR -> pattern(call);
      case ITEM -> named("ITEM", call);
      case INTERVAL -> interval(call);
      case MINUS -> call.operandCount() == 3 ? distance(call) : named("-", call);
      case EXISTS, SCALAR_QUERY -> queries.recurse(call);
      case SOME, ALL -> quantified(call);
      case OVER -> OverCalls.over(call, this::overFunction, queries);
      case WINDOW -> OverCalls.window((SqlWindow) call, queries);
      case ARRAY_QUERY_CONSTRUCTOR,
          MAP_QUERY_CONSTRUCTOR,
          MULTISET_QUERY_CONSTRUCTOR,
          CURSOR,
          WITHIN_GROUP,
          TUMBLE,
          HOP,
          SESSION ->
          throw Unsupported.inExpression(call);
      default -> named(call.getOperator().getName(), call);
    };
  }

  /** What stands before OVER. */
  private SqlNode overFunction(SqlCall call) {
    if (call.getKind() == SqlKind.FILTER) {
      return OverCalls.filtered(
          overFunction(call.operand(0)), queries.inExpression(call.operand(1)));
    }
    return OverCalls.function(call, queries).orElseGet(() -> queries.inExpression(call));
  }

  private SqlNode cast(SqlCall call, CastOperator operator) {
    if (call.operandCount() > 2) {
      throw Unsupported.clause("FORMAT", call.operand(2));
    }
    if (call.operand(1) instanceof SqlIntervalQualifier qualifier) {
      throw new PlanningException(
          qualifier.getParserPosition(), "a value cannot be cast to an interval", null);
    }
    return operator.createCall(
        call.getParserPosition(), queries.inExpression(call.operand(0)), call.operand(1));
  }

  private SqlNode in(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList list)) {
      return queries.recurse(call);
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode subject = queries.inExpression(call.operand(0));
    List<SqlNode> operands = new ArrayList<>();
    operands.add(subject);
    list.forEach(candidate -> operands.add(queries.inExpression(candidate)));
    SqlNode membership =
        subject.getKind() == SqlKind.ROW
            ? rowMembership(position, operands)
            : MembershipOperator.IN.createCall(position, operands);
    return call.getKind() == SqlKind.IN ? membership : operator("NOT", position, membership);
  }

  /** {@code x > ANY (SELECT …)}, or of values, each of which is compared. */
  private SqlNode quantified(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList list)) {
      return queries.recurse(call);
    }
    SqlParserPos position = call.getParserPosition();
    boolean isAll = call.getKind() == SqlKind.ALL;
    String comparison = ((SqlQuantifyOperator) call.getOperator()).comparisonKind.sql;
    SqlNode subject = queries.inExpression(call.operand(0));
    SqlNode result = null;
    for (SqlNode candidate : list) {
      SqlNode value = queries.inExpression(candidate);
      SqlNode compared =
          comparison.equals("=")
              ? equality(position, subject, value)
              : operator(comparison, position, subject, value);
      result =
          result == null ? compared : operator(isAll ? "AND" : "OR", position, result, compared);
    }
    return result;
  }

  /** {@code (a, b) IN ((1, 2), …)}: equal to one of them. */
  private SqlNode rowMembership(SqlParserPos position, List<SqlNode> operands) {
    SqlNode any = null;
    for (SqlNode operand : operands.subList(1, operands.size())) {
      if (operand.getKind() != SqlKind.ROW) {
        throw notRowOf((SqlCall) operands.get(0), operand);
      }
      SqlNode all = equality(position, operands.get(0), operand);
      any = any == null ? all : operator("OR", position, any, all);
    }
    return any;
  }

  private SqlNode equals(SqlCall call) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    return left.getKind() == SqlKind.ROW && right.getKind() == SqlKind.ROW
        ? equality(
            call.getParserPosition(), queries.inExpression(left), queries.inExpression(right))
        : named("=", call);
  }

  /** Rows that are written out are equal where each of their values is; NULL equals nothing. */
  private SqlNode equality(SqlParserPos position, SqlNode left, SqlNode right) {
    if (left.getKind() != SqlKind.ROW || right.getKind() != SqlKind.ROW) {
      return operator("=", position, left, right);
    }
    SqlCall row = (SqlCall) left;
    SqlCall other = (SqlCall) right;
    if (other.operandCount() != row.operandCount()) {
      throw notRowOf(row, other);
    }
    SqlNode all = null;
    for (int i = 0; i < row.operandCount(); i++) {
      SqlNode equal = equality(position, row.operand(i), other.operand(i));
      all = all == null ? equal : operator("AND", position, all, equal);
    }
    return all;
  }

  private static PlanningException notRowOf(SqlCall row, SqlNode found) {
    return new PlanningException(
        found.getParserPosition(),
        "a row of " + row.operandCount() + " values is expected here",
        null);
  }

  private SqlNode between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    SqlParserPos position = call.getParserPosition();
    SqlNode subject = queries.inExpression(call.operand(0));
    SqlNode low = queries.inExpression(call.operand(1));
    SqlNode high = queries.inExpression(call.operand(2));
    SqlNode between = MembershipOperator.BETWEEN.createCall(position, subject, low, high);
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      between =
          operator(
              "OR",
              position,
              between,
              MembershipOperator.BETWEEN.createCall(position, subject, high, low));
    }
    return operator.isNegated() ? operator("NOT", position, between) : between;
  }

  /** A negated number is a literal itself, so that functions see it as one. */
  private SqlNode negate(SqlCall call) {
    if (call.operand(0) instanceof SqlNumericLiteral number) {
      return SqlLiteral.createNegative(number, call.getParserPosition());
    }
    return named("UNARY -", call);
  }

  /** {@code INTERVAL 5 MINUTE}, and with any other whole number in the place of the 5. */
  private SqlNode interval(SqlCall call) {
    SqlIntervalQualifier unit = call.operand(1);
    SqlParserPos position = call.getParserPosition();
    if (call.operand(0) instanceof SqlNumericLiteral number
        && number.isInteger()
        && number.toValue().length() <= LEADING_DIGITS) {
      return SqlLiteral.createInterval(1, number.toValue(), unit, position);
    }
    return operator(
        "*",
        position,
        queries.inExpression(call.operand(0)),
        SqlLiteral.createInterval(1, "1", unit, position));
  }

  /** {@code (a - b) DAY}: the distance of two points in time; in months where the unit says so. */
  private SqlNode distance(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode to = queries.inExpression(call.operand(0));
    SqlNode from = queries.inExpression(call.operand(1));
    SqlIntervalQualifier unit = call.operand(2);
    if (!unit.isYearMonth()) {
      return operator("-", position, to, from);
    }
    SqlNode months =
        operator(
            "TIMESTAMPDIFF",
            position,
            SqlLiteral.createCharString(TimeUnit.MONTH.name(), unit.getParserPosition()),
            from,
            to);
    SqlIntervalQualifier month = new SqlIntervalQualifier(TimeUnit.MONTH, null, position);
    return operator("*", position, months, SqlLiteral.createInterval(1, "1", month, position));
  }

  private SqlNode pattern(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    boolean isNegated = name.startsWith("NOT ");
    SqlNode match = named(isNegated ? name.substring("NOT ".length()) : name, call);
    return isNegated ? operator("NOT", call.getParserPosition(), match) : match;
  }

  private SqlNode named(String name, SqlCall call) {
    Optional<SqlNode> overriding = userCalls.bindSystem(call);
    if (overriding.isPresent()) {
      return overriding.get();
    }
    if (UserCalls.isQualified(call)) {
      return userCalls.bind(call).orElseThrow(() -> unknown(name, call));
    }
    if (name.equalsIgnoreCase("CURRENT_DATABASE") && call.operandCount() == 0) {
      return SqlLiteral.createCharString(userCalls.currentDatabase(), call.getParserPosition());
    }
    if (name.equalsIgnoreCase(CurrentWatermark.INSTANCE.getName()) && call.operandCount() == 1) {
      return CurrentWatermark.INSTANCE.createCall(
          call.getParserPosition(), queries.inExpression(call.operand(0)));
    }
    List<SqlNode> operands = arguments(name, call);
    Optional<ScalarFunction> function = registry.lookup(name);
    SqlLiteral quantifier = call.getFunctionQuantifier();
    if (function.isPresent()) {
      if (quantifier != null) {
        throw new PlanningException(
            quantifier.getParserPosition(),
            name + " is no aggregate function: it takes no " + quantifier.toValue(),
            null);
      }
      SqlOperator operator = new RegistryOperator(function.get(), kind(call));
      return new SqlBasicCall(operator, operands, call.getParserPosition());
    }
    Optional<AggregateFunction> aggregate = AggregateFunctions.find(name);
    if (aggregate.isPresent()) {
      return new SqlBasicCall(
          new RegistryAggregate(aggregate.get()), operands, call.getParserPosition(), quantifier);
    }
    return userCalls.bind(call).orElseThrow(() -> unknown(name, call));
  }

  private List<SqlNode> arguments(String name, SqlCall call) {
    if (JsonCalls.reads(name)) {
      return JsonCalls.arguments(call, queries::inExpression);
    }
    List<SqlNode> operands = call.getOperandList();
    if (name.equals("OVERLAPS")) {
      operands = new ArrayList<>(((SqlCall) call.operand(0)).getOperandList());
      operands.addAll(((SqlCall) call.operand(1)).getOperandList());
    }
    List<SqlNode> arguments = new ArrayList<>();
    operands.forEach(operand -> arguments.add(argument(operand)));
    return arguments;
  }

  /** Keywords among arguments, such as units of time, become strings. */
  private SqlNode argument(SqlNode operand) {
    if (operand instanceof SqlNodeList order) {
      throw Unsupported.orderWithin(order);
    }
    if (operand instanceof SqlIntervalQualifier unit) {
      return SqlLiteral.createCharString(unitName(unit), unit.getParserPosition());
    }
    if (operand instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.SYMBOL) {
      return SqlLiteral.createCharString(literal.toValue(), literal.getParserPosition());
    }
    return queries.inExpression(operand);
  }

  /** The name of a unit of time, which may be written as {@code SQL_TSI_DAY}. */
  private static String unitName(SqlIntervalQualifier unit) {
    String written = unit.timeFrameName;
    if (written == null) {
      return unit.timeUnitRange.startUnit.name();
    }
    return written.toUpperCase(Locale.ROOT).replaceFirst("^SQL_TSI_", "");
  }

  private static SqlKind kind(SqlCall call) {
    SqlKind kind = call.getKind();
    return switch (kind) {
      case AND,
          OR,
          NOT,
          EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_NULL,
          IS_NOT_NULL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          kind;
      default -> SqlKind.OTHER_FUNCTION;
    };
  }

  private SqlNode operator(String name, SqlParserPos position, SqlNode... operands) {
    SqlKind kind =
        switch (name) {
          case "AND" -> SqlKind.AND;
          case "OR" -> SqlKind.OR;
          case "NOT" -> SqlKind.NOT;
          case "=" -> SqlKind.EQUALS;
          case "<>" -> SqlKind.NOT_EQUALS;
          case "<" -> SqlKind.LESS_THAN;
          case "<=" -> SqlKind.LESS_THAN_OR_EQUAL;
          case ">" -> SqlKind.GREATER_THAN;
          case ">=" -> SqlKind.GREATER_THAN_OR_EQUAL;
          default -> SqlKind.OTHER_FUNCTION;
        };
    return new SqlBasicCall(
        new RegistryOperator(registry.get(name), kind), List.of(operands), position);
  }

  private PlanningException unknown(String name, SqlCall call) {
    boolean isFunction = call.getOperator() instanceof SqlUnresolvedFunction;
    if (!isFunction) {
      return Unsupported.inExpression(call);
    }
    if (OverCalls.isKnown(name)) {
      return new PlanningException(
          QueryBinder.namePosition(call),
          name.toUpperCase(Locale.ROOT) + " needs a window",
          "write OVER (PARTITION BY … ORDER BY …) behind it");
    }
    if (WINDOW_PROPERTY.matcher(name).matches()) {
      return new PlanningException(
          QueryBinder.namePosition(call),
          name.toUpperCase(Locale.ROOT) + " needs a group window",
          "write GROUP BY "
              + name.toUpperCase(Locale.ROOT).replaceAll("_.*", "")
              + "(ts, …) with the same arguments, or take window_start of a window function");
    }
    Optional<AbsentFunctions.Reason> absent = AbsentFunctions.find(name);
    if (absent.isPresent()) {
      return new PlanningException(
          QueryBinder.namePosition(call),
          name.toUpperCase(Locale.ROOT) + " " + absent.get().why(),
          absent.get().instead());
    }
    List<String> known = new ArrayList<>();
    registry.functions().forEach(function -> known.add(function.name()));
    AggregateFunctions.ALL.forEach(function -> known.add(function.name()));
    WindowFunction.ALL.forEach(function -> known.add(function.getName()));
    known.addAll(userCalls.names());
    boolean isWindow = WindowFunction.ALL.stream().anyMatch(f -> f.getName().equals(name));
    return new PlanningException(
        QueryBinder.namePosition(call),
        isWindow
            ? name + " is a table function: it stands in FROM"
            : "function " + name + " does not exist",
        isWindow
            ? "write FROM TABLE(" + name + "(TABLE t, DESCRIPTOR(ts), …))"
            : ValidationMessages.suggest(name, known));
  }
}
