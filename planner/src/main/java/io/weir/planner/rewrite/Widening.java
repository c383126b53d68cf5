package io.weir.planner.rewrite;

import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.RegistryAggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** Rows that are joined with one subquery after the other: columns come behind those there are. */
final class Widening {
  private final Set<CorrelationId> variables;
  private final int firstField;
  private final RexBuilder builder;
  private final RelNode original;
  private final List<RexNode> waiting = new ArrayList<>();
  private RelNode current;

  /**
   * @param variables stand for a row of {@code rel} in subqueries
   */
  Widening(RelNode rel, Set<CorrelationId> variables) {
    this(rel, variables, 0);
  }

  /**
   * @param variables stand for a longer row, of which {@code rel} has the fields from {@code
   *     firstField} on
   */
  Widening(RelNode rel, Set<CorrelationId> variables, int firstField) {
    this.original = rel;
    this.current = rel;
    this.variables = variables;
    this.firstField = firstField;
    this.builder = rel.getCluster().getRexBuilder();
  }

  /** The rows as they are now. */
  RelNode wide() {
    current = Conjuncts.filter(current, waiting);
    waiting.clear();
    return current;
  }

  /** The rows with the columns that they had first. */
  RelNode narrow() {
    return narrow(wide(), original);
  }

  private RelNode narrow(RelNode rel, RelNode like) {
    int size = like.getRowType().getFieldCount();
    if (rel.getRowType().getFieldCount() == size) {
      return rel;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      columns.add(builder.makeInputRef(rel, i));
    }
    return LogicalProject.create(
        rel, List.of(), columns, like.getRowType().getFieldNames(), Set.of());
  }

  /** Keeps the rows for which a condition is TRUE. */
  void condition(RexNode conjunct) {
    if (!Subqueries.has(conjunct)) {
      waiting.add(conjunct);
      return;
    }
    boolean isNegated = false;
    RexNode inner = conjunct;
    while (inner.getKind() == SqlKind.NOT) {
      isNegated = !isNegated;
      inner = ((RexCall) inner).getOperands().get(0);
    }
    if (inner instanceof RexSubQuery query && query.getKind() != SqlKind.SCALAR_QUERY) {
      wide();
      membership(withValues(query), isNegated);
    } else {
      waiting.add(replace(conjunct, true));
    }
  }

  /** A condition with a column in the place of each subquery; NULL is as good as FALSE. */
  RexNode flag(RexNode condition) {
    return Subqueries.has(condition) ? replace(condition, true) : condition;
  }

  /** An expression with a column in the place of each subquery. */
  RexNode value(RexNode expression) {
    return Subqueries.has(expression) ? replace(expression, false) : expression;
  }

  private OuterRows outerRows() {
    return new OuterRows(current, firstField, variables);
  }

  private Unnested unnest(RexSubQuery query) {
    return Unnesting.of(Subqueries.rewrite(query.rel), outerRows(), position(query));
  }

  private void membership(RexSubQuery query, boolean isNegated) {
    Unnested sub = unnest(query);
    if (sub.isScalar()) {
      RexNode found = scalarMembership(query, sub);
      waiting.add(isNegated ? not(found) : found);
      return;
    }
    List<RexNode> comparisons = comparisons(query, sub);
    boolean canBeNull = comparisons.stream().anyMatch(c -> c.getType().isNullable());
    if (!isNegated) {
      join(sub, JoinRelType.SEMI, comparisons);
    } else if (!canBeNull) {
      join(sub, JoinRelType.ANTI, comparisons);
    } else if (isPlainIn(query, sub)) {
      notIn(query, sub, comparisons);
    } else {
      join(sub, JoinRelType.ANTI, List.of(notFalse(comparisons)));
    }
  }

  private boolean isPlainIn(RexSubQuery query, Unnested sub) {
    return comparison(query) == SqlStdOperatorTable.EQUALS
        && query.getOperands().size() == 1
        && sub.conditions().isEmpty()
        && sub.outputs().get(0) instanceof RexInputRef;
  }

  /**
   * NOT IN where there may be NULLs: no row is equal, and either the subquery is empty, or there is
   * no NULL in it nor on the left.
   */
  private void notIn(RexSubQuery query, Unnested sub, List<RexNode> comparisons) {
    join(sub, JoinRelType.ANTI, comparisons);
    RelNode before = current;
    RexNode nulls = nulls(query, sub);
    waiting.add(nulls);
    current = narrow(wide(), before);
  }

  /** Joins with what is to be known of NULLs; TRUE where they do not make NOT IN unknown. */
  private RexNode nulls(RexSubQuery query, Unnested sub) {
    int column = ((RexInputRef) sub.outputs().get(0)).getIndex();
    RelNode counts =
        LogicalAggregate.create(
            sub.rel(),
            List.of(),
            ImmutableBitSet.of(),
            null,
            List.of(count(List.of(), "c"), count(List.of(column), "n")));
    RexNode rows = builder.makeInputRef(counts, 0);
    RexNode zero = builder.makeExactLiteral(BigDecimal.ZERO, rows.getType());
    RelNode flags =
        LogicalProject.create(
            counts,
            List.of(),
            List.of(
                builder.makeCall(SqlStdOperatorTable.EQUALS, rows, zero),
                builder.makeCall(
                    SqlStdOperatorTable.GREATER_THAN, rows, builder.makeInputRef(counts, 1))),
            List.of("isEmpty", "hasNull"),
            Set.of());
    int first = current.getRowType().getFieldCount();
    current =
        LogicalJoin.create(
            current, flags, List.of(), builder.makeLiteral(true), Set.of(), JoinRelType.INNER);
    RexNode isEmpty = builder.makeInputRef(current, first);
    RexNode hasNull = builder.makeInputRef(current, first + 1);
    return builder.makeCall(
        SqlStdOperatorTable.OR,
        isEmpty,
        builder.makeCall(
            SqlStdOperatorTable.AND,
            builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, query.getOperands().get(0)),
            not(hasNull)));
  }

  private AggregateCall count(List<Integer> arguments, String name) {
    RelDataType type = builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    return AggregateCall.create(
        RegistryAggregate.count(),
        false,
        false,
        false,
        List.of(),
        arguments,
        -1,
        null,
        RelCollations.EMPTY,
        type,
        name);
  }

  private RexNode not(RexNode condition) {
    return builder.makeCall(SqlStdOperatorTable.NOT, condition);
  }

  private RexNode notFalse(List<RexNode> comparisons) {
    return builder.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, Conjuncts.and(comparisons, builder));
  }

  /** The operator by which a row is compared with those of the subquery; EXISTS has none. */
  private static SqlOperator comparison(RexSubQuery query) {
    if (query.getKind() != SqlKind.SOME) {
      return SqlStdOperatorTable.EQUALS;
    }
    return switch (((SqlQuantifyOperator) query.getOperator()).comparisonKind) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      default -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
    };
  }

  /** The comparisons of IN and SOME, over the rows as they are now and the subquery's behind. */
  private List<RexNode> comparisons(RexSubQuery query, Unnested sub) {
    List<RexNode> comparisons = new ArrayList<>();
    if (query.getKind() == SqlKind.EXISTS) {
      return comparisons;
    }
    int first = current.getRowType().getFieldCount();
    for (int i = 0; i < query.getOperands().size(); i++) {
      comparisons.add(
          builder.makeCall(
              position(query),
              comparison(query),
              List.of(query.getOperands().get(i), bind(sub.outputs().get(i), first))));
    }
    return comparisons;
  }

  private void join(Unnested sub, JoinRelType kind, List<RexNode> comparisons) {
    int first = current.getRowType().getFieldCount();
    List<RexNode> on = new ArrayList<>();
    sub.conditions().forEach(condition -> on.add(bind(condition, first)));
    on.addAll(comparisons);
    current =
        LogicalJoin.create(
            current, sub.rel(), List.of(), Conjuncts.and(on, builder), Set.of(), kind);
  }

  /** An expression over the subquery and the outer row, over the outer row and behind it both. */
  private RexNode bind(RexNode expression, int first) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(first + reference.getIndex(), reference.getType());
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            boolean isOuter =
                access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && variables.contains(variable.id);
            return isOuter
                ? builder.makeInputRef(current, access.getField().getIndex() - firstField)
                : super.visitFieldAccess(access);
          }
        });
  }

  /**
   * Replaces subqueries by columns.
   *
   * @param isTrueEnough whether NULL is as good as FALSE
   */
  private RexNode replace(RexNode expression, boolean isTrueEnough) {
    if (expression instanceof RexSubQuery query) {
      wide();
      return query.getKind() == SqlKind.SCALAR_QUERY
          ? scalar(query)
          : mark(withValues(query), isTrueEnough);
    }
    if (!(expression instanceof RexCall call) || !Subqueries.has(expression)) {
      return expression;
    }
    boolean isLogic = call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR;
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      operands.add(replace(operand, isTrueEnough && isLogic));
    }
    return call.clone(call.getType(), operands);
  }

  /** The same where what it compares with its rows has columns in the place of subqueries. */
  private RexSubQuery withValues(RexSubQuery query) {
    if (query.getOperands().stream().noneMatch(Subqueries::has)) {
      return query;
    }
    List<RexNode> values = query.getOperands().stream().map(this::value).toList();
    wide();
    return query.clone(query.getType(), values);
  }

  private RexNode mark(RexSubQuery query, boolean isTrueEnough) {
    Unnested sub = unnest(query);
    if (sub.isScalar()) {
      return scalarMembership(query, sub);
    }
    List<RexNode> comparisons = comparisons(query, sub);
    boolean canBeNull = comparisons.stream().anyMatch(c -> c.getType().isNullable());
    RexNode found = mark(sub, comparisons);
    if (!canBeNull || isTrueEnough) {
      return found;
    }
    RexNode isUnknown =
        isPlainIn(query, sub)
            ? not(nulls(query, sub))
            : mark(sub, List.of(notFalse(comparisons(query, sub))));
    RelDataType type =
        builder
            .getTypeFactory()
            .createTypeWithNullability(
                builder.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN), true);
    return builder.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            found,
            builder.makeLiteral(true),
            isUnknown,
            builder.makeNullLiteral(type),
            builder.makeLiteral(false)));
  }

  private RexNode mark(Unnested sub, List<RexNode> comparisons) {
    int column = current.getRowType().getFieldCount();
    join(sub, JoinRelType.LEFT_MARK, comparisons);
    return builder.makeInputRef(current, column);
  }

  /** IN, SOME or EXISTS of an aggregate of all rows, which has one row. */
  private RexNode scalarMembership(RexSubQuery query, Unnested sub) {
    if (query.getKind() != SqlKind.EXISTS && !sub.guards().isEmpty()) {
      throw new PlanningException(
          position(query),
          "IN with a subquery that has HAVING without GROUP BY is not supported",
          "compare with a subquery that stands for a value");
    }
    int first = joinScalar(sub);
    List<RexNode> all = new ArrayList<>();
    sub.guards().forEach(guard -> all.add(joined(guard, first)));
    if (query.getKind() != SqlKind.EXISTS) {
      for (int i = 0; i < query.getOperands().size(); i++) {
        all.add(
            builder.makeCall(
                position(query),
                comparison(query),
                List.of(query.getOperands().get(i), joined(sub.outputs().get(i), first))));
      }
    }
    RexNode condition = Conjuncts.and(all, builder);
    return query.getKind() == SqlKind.EXISTS && !all.isEmpty()
        ? builder.makeCall(SqlStdOperatorTable.IS_TRUE, condition)
        : condition;
  }

  private int joinScalar(Unnested sub) {
    int first = current.getRowType().getFieldCount();
    join(sub, sub.conditions().isEmpty() ? JoinRelType.INNER : JoinRelType.LEFT, List.of());
    return first;
  }

  private RexNode scalar(RexSubQuery query) {
    Unnested sub = unnest(query);
    if (!sub.isScalar() && !hasOneRow(sub)) {
      RelNode single = single(Subqueries.rewrite(query.rel));
      sub = Unnesting.of(single, outerRows(), position(query));
    }
    if (!sub.isScalar()) {
      return plainScalar(sub);
    }
    List<RexNode> conditions = sub.guards();
    List<RexNode> outputs = sub.outputs();
    int first = joinScalar(sub);
    RexNode value = joined(outputs.get(0), first);
    if (conditions.isEmpty()) {
      return value;
    }
    List<RexNode> guards = conditions.stream().map(guard -> joined(guard, first)).toList();
    return builder.makeCall(
        value.getType(),
        SqlStdOperatorTable.CASE,
        List.of(Conjuncts.and(guards, builder), value, builder.makeNullLiteral(value.getType())));
  }

  /** Whether keys and aggregates tell that there is at most one row for each outer row. */
  private static boolean hasOneRow(Unnested sub) {
    return UniqueRows.isUnique(sub.rel(), UniqueRows.columnsEqualToOuter(sub));
  }

  /** The value of a subquery's only row: more of them are an error when the query runs. */
  private RelNode single(RelNode rel) {
    RelDataType type = rel.getRowType().getFieldList().get(0).getType();
    AggregateCall call =
        AggregateCall.create(
            RegistryAggregate.singleValue(),
            false,
            false,
            false,
            List.of(),
            List.of(0),
            -1,
            null,
            RelCollations.EMPTY,
            builder.getTypeFactory().createTypeWithNullability(type, true),
            rel.getRowType().getFieldNames().get(0));
    return LogicalAggregate.create(rel, List.of(), ImmutableBitSet.of(), null, List.of(call));
  }

  /** A subquery that has at most one row for each row because of its keys. */
  private RexNode plainScalar(Unnested sub) {
    boolean isOne = sub.conditions().isEmpty() && UniqueRows.isExactlyOne(sub.rel());
    int first = current.getRowType().getFieldCount();
    join(sub, isOne ? JoinRelType.INNER : JoinRelType.LEFT, List.of());
    return joined(sub.outputs().get(0), first);
  }

  /** As {@link #bind}, with the types that columns have behind the join. */
  private RexNode joined(RexNode expression, int first) {
    return bind(expression, first)
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef reference) {
                return builder.makeInputRef(current, reference.getIndex());
              }
            });
  }

  /** A place in a subquery, since it has none itself. */
  static SqlParserPos position(RexSubQuery query) {
    return position(query.rel);
  }

  /** The first place in a subquery that is known. */
  static SqlParserPos position(RelNode subquery) {
    SqlParserPos[] found = {SqlParserPos.ZERO};
    RexShuttle finder =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (found[0] == SqlParserPos.ZERO) {
              found[0] = call.getParserPosition();
            }
            return super.visitCall(call);
          }
        };
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        node.accept(finder);
        super.visit(node, ordinal, parent);
      }
    }.go(subquery);
    return found[0];
  }
}
