package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes joins of subqueries in FROM that use columns of what stands before them.
 *
 * <pre>
 * Correlate($cor0)                  Join(k = a)
 *   Scan(a)                   →       Scan(a)
 *   Aggregate(MAX(x))                 Aggregate(by k, MAX(x))
 *     Filter(k = $cor0.a)               Scan(k, x)
 *       Scan(k, x)
 * </pre>
 */
final class LateralSubqueries implements Phase {
  @Override
  public String name() {
    return "lateral subqueries become joins";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return query.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode rel = super.visit(other);
            return rel instanceof Correlate correlate ? new Lateral(correlate).joined() : rel;
          }
        });
  }

  /** One correlation on its way to a join. */
  private static final class Lateral {
    private final Correlate correlate;
    private final RexBuilder builder;
    private final RelNode left;
    private final boolean isOuter;

    Lateral(Correlate correlate) {
      this.correlate = correlate;
      this.builder = correlate.getCluster().getRexBuilder();
      this.left = correlate.getLeft();
      this.isOuter = correlate.getJoinType() == JoinRelType.LEFT;
    }

    RelNode joined() {
      RelNode right = correlate.getRight();
      Unnested sub =
          Unnesting.of(
              right,
              new OuterRows(left, 0, Set.of(correlate.getCorrelationId())),
              Widening.position(right));
      boolean needsMark =
          isOuter
              && !sub.isScalar()
              && sub.outputs().stream().anyMatch(output -> !(output instanceof RexInputRef));
      RelNode rows = needsMark ? marked(sub.rel()) : sub.rel();
      boolean isInner = sub.isScalar() ? sub.conditions().isEmpty() : !isOuter;
      int first = left.getRowType().getFieldCount();
      List<RexNode> on = sub.conditions().stream().map(c -> bind(c, left, first)).toList();
      RelNode join =
          LogicalJoin.create(
              left,
              rows,
              List.of(),
              Conjuncts.and(on, builder),
              Set.of(),
              isInner ? JoinRelType.INNER : JoinRelType.LEFT);
      List<RexNode> guards = new ArrayList<>();
      sub.guards().forEach(guard -> guards.add(typed(guard, join, first)));
      if (needsMark) {
        RexNode mark = builder.makeInputRef(join, join.getRowType().getFieldCount() - 1);
        guards.add(builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, mark));
      }
      List<RexNode> outputs = new ArrayList<>();
      for (RexNode output : sub.outputs()) {
        RexNode value = typed(output, join, first);
        outputs.add(isOuter && !guards.isEmpty() ? guarded(value, guards) : value);
      }
      return project(isOuter ? join : Conjuncts.filter(join, guards), outputs);
    }

    /** With a last column that is NULL only where there is no row. */
    private RelNode marked(RelNode rel) {
      List<RexNode> columns = new ArrayList<>();
      List<String> names = new ArrayList<>(rel.getRowType().getFieldNames());
      for (int i = 0; i < names.size(); i++) {
        columns.add(builder.makeInputRef(rel, i));
      }
      columns.add(builder.makeLiteral(true));
      names.add("is there " + names.size());
      return LogicalProject.create(rel, List.of(), columns, names, Set.of());
    }

    private RexNode guarded(RexNode value, List<RexNode> guards) {
      RelDataType type = builder.getTypeFactory().createTypeWithNullability(value.getType(), true);
      return builder.makeCall(
          type,
          SqlStdOperatorTable.CASE,
          List.of(Conjuncts.and(guards, builder), value, builder.makeNullLiteral(type)));
    }

    private RelNode project(RelNode rel, List<RexNode> outputs) {
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < left.getRowType().getFieldCount(); i++) {
        columns.add(builder.makeInputRef(rel, i));
      }
      for (RexNode output : outputs) {
        RelDataType type = correlate.getRowType().getFieldList().get(columns.size()).getType();
        boolean isSame = output.getType().equals(type);
        columns.add(isSame ? output : builder.makeAbstractCast(type, output, false));
      }
      return LogicalProject.create(
          rel, List.of(), columns, correlate.getRowType().getFieldNames(), Set.of());
    }

    /** An expression over the subquery and the left row, over the left row and behind it both. */
    private RexNode bind(RexNode expression, RelNode leftRows, int first) {
      return expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
              return new RexInputRef(first + reference.getIndex(), reference.getType());
            }

            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
              boolean isLeft =
                  access.getReferenceExpr() instanceof RexCorrelVariable variable
                      && variable.id.equals(correlate.getCorrelationId());
              return isLeft
                  ? builder.makeInputRef(leftRows, access.getField().getIndex())
                  : super.visitFieldAccess(access);
            }
          });
    }

    /** The same with the types that columns have behind the join. */
    private RexNode typed(RexNode expression, RelNode join, int first) {
      return bind(expression, left, first)
          .accept(
              new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef reference) {
                  return builder.makeInputRef(join, reference.getIndex());
                }
              });
    }
  }
}
