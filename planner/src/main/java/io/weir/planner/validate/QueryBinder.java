package io.weir.planner.validate;

import io.weir.parser.statement.ReservedWords;
import io.weir.planner.error.PlanningException;
import io.weir.planner.function.FunctionScope;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Turns a parsed query into one whose every function and operator is known: those of the parser and
 * names of functions become operators of the registry, and what cannot be planned is refused here,
 * where its position is known.
 */
public final class QueryBinder extends SqlShuttle {
  private final ExpressionBinder expressions;
  private final UserCalls userCalls;
  private final StateCalls states;
  private final Places places;
  private boolean isInExpression;

  /**
   * A binder that notes where things stand.
   *
   * @param functions those that users have defined
   * @param states where the state of jobs becomes tables
   */
  public QueryBinder(Places places, FunctionScope functions, StateCalls states) {
    this.states = states;
    this.places = places;
    this.expressions = new ExpressionBinder(this, functions);
    this.userCalls = new UserCalls(functions, this::inExpression);
  }

  /**
   * Binds a query.
   *
   * @throws PlanningException for an unknown function, or a construct that is not supported
   */
  public SqlNode bindQuery(SqlNode query) {
    if (!query.isA(SqlKind.QUERY)) {
      throw Unsupported.statement(query);
    }
    return query.accept(this);
  }

  /** Binds a scalar expression. */
  public SqlNode bindExpression(SqlNode expression) {
    return inExpression(expression);
  }

  /** Binds what stands where a value is expected. */
  SqlNode inExpression(SqlNode node) {
    if (node == null) {
      return null;
    }
    boolean outer = isInExpression;
    isInExpression = true;
    SqlNode bound = node.accept(this);
    isInExpression = outer;
    return bound;
  }

  private SqlNode inFrom(SqlNode node) {
    boolean outer = isInExpression;
    isInExpression = false;
    SqlNode bound = node.accept(this);
    isInExpression = outer;
    return bound;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (isInExpression && call.isA(SqlKind.QUERY)) {
      return inFrom(call);
    }
    if (call.getOperator() == AsOfOperator.INSTANCE) {
      return super.visit(call);
    }
    return switch (call.getKind()) {
      case SELECT -> select((SqlSelect) call);
      case WITH -> with((SqlWith) call);
      case JOIN -> join((SqlJoin) call);
      case UNION, INTERSECT, EXCEPT -> super.visit(call);
      case ORDER_BY -> orderBy((SqlOrderBy) call);
      case TABLE_REF -> tableReference(call);
      case VALUES -> values(call);
      case LITERAL_CHAIN -> TextParts.joined(call);
      case AS -> TableFunctionCalls.named((SqlCall) super.visit(call));
      case ROW -> isInExpression ? rowValue((SqlCall) super.visit(call)) : super.visit(call);
      case WITH_ITEM, EXPLICIT_TABLE, DESCRIPTOR, DESCENDING, NULLS_FIRST, NULLS_LAST, HINT ->
          super.visit(call);
      case COLLECTION_TABLE -> collectionTable(call);
      case UNNEST -> unnest(call);
      case LATERAL -> lateral(call);
      case MATCH_RECOGNIZE -> matchRecognize(call);
      default -> isInExpression ? expressions.bind(call) : refuseInFrom(call);
    };
  }

  private static SqlNode rowValue(SqlCall row) {
    return RowValueOperator.INSTANCE.createCall(row.getParserPosition(), row.getOperandList());
  }

  private SqlNode refuseInFrom(SqlCall call) {
    throw Unsupported.inFrom(call);
  }

  /** Calls of the default kind, for the expression binder. */
  SqlNode recurse(SqlCall call) {
    return super.visit(call);
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    if (!isInExpression) {
      places.addTable(id);
    }
    if (!isInExpression || !id.isSimple() || id.isComponentQuoted(0)) {
      return id;
    }
    String name = id.getSimple();
    if (!ReservedWords.contains(name)) {
      return id;
    }
    Optional<ScalarFunction> function =
        FunctionRegistry.standard().lookup(name).filter(f -> f.syntax() == Syntax.CONSTANT);
    return function
        .<SqlNode>map(
            found ->
                new RegistryOperator(found, SqlKind.OTHER_FUNCTION)
                    .createCall(id.getParserPosition()))
        .orElse(id);
  }

  private SqlNode select(SqlSelect call) {
    SqlSelect select = UsingColumns.qualify(GroupWindows.rewrite(call));
    if (select.hasHints()) {
      JoinHints.check(select.getHints(), places);
    }
    SqlNode written =
        select.hasHints()
            ? places.stateTtl().push(select.getHints(), select.getFrom())
            : select.getFrom();
    SqlNode from = written == null ? null : inFrom(written);
    return new SqlSelect(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().get(0),
        expressionList(select.getSelectList()),
        from,
        inExpression(select.getWhere()),
        expressionList(select.getGroup()),
        inExpression(select.getHaving()),
        expressionList(select.getWindowList()),
        inExpression(select.getQualify()),
        expressionList(select.getOrderList()),
        select.getOffset(),
        select.getFetch(),
        null);
  }

  private SqlNode join(SqlJoin written) {
    SqlJoin join = TemporalJoins.plain(written).orElse(written);
    boolean hasCondition = join.getConditionType() == JoinConditionType.ON;
    return new SqlJoin(
        join.getParserPosition(),
        inFrom(join.getLeft()),
        join.isNaturalNode(),
        join.getJoinTypeNode(),
        inFrom(join.getRight()),
        join.getConditionTypeNode(),
        hasCondition ? condition(join.getCondition()) : join.getCondition());
  }

  /** Of ON: the validator knows everywhere else that a query alone stands for a value. */
  private SqlNode condition(SqlNode on) {
    SqlNode bound = inExpression(on);
    return bound.isA(SqlKind.QUERY)
        ? SqlStdOperatorTable.SCALAR_QUERY.createCall(bound.getParserPosition(), bound)
        : bound;
  }

  private SqlNodeList expressionList(SqlNodeList list) {
    if (list == null) {
      return null;
    }
    List<SqlNode> bound = new ArrayList<>();
    for (SqlNode node : list) {
      bound.add(inExpression(node));
    }
    return new SqlNodeList(bound, list.getParserPosition());
  }

  private SqlNode with(SqlWith with) {
    Set<String> names = new HashSet<>();
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      if (item.recursive.booleanValue()) {
        throw Unsupported.recursion(item);
      }
      if (!names.add(item.name.getSimple())) {
        throw new PlanningException(
            item.name.getParserPosition(),
            "the name \"" + item.name.getSimple() + "\" is used twice in WITH",
            "give one of them another name");
      }
    }
    return super.visit(with);
  }

  private SqlNode orderBy(SqlOrderBy order) {
    places.addOrder(order.orderList, order.fetch, order.offset);
    return new SqlOrderBy(
        order.getParserPosition(),
        order.query.accept(this),
        expressionList(order.orderList),
        order.offset,
        order.fetch);
  }

  private SqlNode tableReference(SqlCall call) {
    for (SqlNode hint : (SqlNodeList) call.operand(1)) {
      places.addHint((SqlHint) hint);
    }
    return super.visit(call);
  }

  private SqlNode values(SqlCall call) {
    List<SqlNode> rows = new ArrayList<>();
    call.getOperandList().forEach(row -> rows.add(inExpression(row)));
    return call.getOperator().createCall(call.getParserPosition(), rows);
  }

  private SqlNode collectionTable(SqlCall call) {
    SqlNode operand = call.operand(0);
    if (operand instanceof SqlCall function) {
      Optional<SqlNode> table = states.bind(function);
      if (table.isPresent()) {
        return table.get();
      }
      SqlNode bound =
          TableFunctionCalls.find(function)
              .or(() -> userCalls.findTable(function))
              .<SqlNode>map(found -> TableFunctionCalls.bind(found, function, this::inExpression))
              .orElseGet(() -> WindowCalls.bind(function, this::inFrom));
      return call.getOperator().createCall(call.getParserPosition(), bound);
    }
    throw Unsupported.inFrom(call);
  }

  private SqlNode unnest(SqlCall call) {
    if (isInExpression) {
      throw Unsupported.inFrom(call);
    }
    return TableFunctionCalls.unnest(call, this::inExpression);
  }

  private SqlNode lateral(SqlCall call) {
    SqlNode bound = inFrom(call.operand(0));
    return bound.getKind() == SqlKind.LATERAL
        ? bound
        : call.getOperator().createCall(call.getParserPosition(), bound);
  }

  private SqlNode matchRecognize(SqlCall call) {
    return new MatchClauses(this, places).bind((SqlMatchRecognize) call, this::inFrom);
  }

  /** The position of a call's name, which is where a call of a function begins. */
  static SqlParserPos namePosition(SqlCall call) {
    String name = call.getOperator().getName();
    SqlParserPos start = call.getParserPosition();
    return new SqlParserPos(
        start.getLineNum(),
        start.getColumnNum(),
        start.getLineNum(),
        start.getColumnNum() + name.length() - 1);
  }
}
