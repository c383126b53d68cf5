package io.weir.planner.rewrite;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes subqueries out of the ON of an outer join. What a subquery says of a row of one side
 * becomes a column of that side, which the join compares, and nobody sees above it.
 *
 * <pre>
 * LeftJoin(a = b AND a IN (Scan(k)))        Project(a, b)
 *   Scan(a)                                   LeftJoin(a = b AND mark)
 *   Scan(b)                            →        MarkJoin(a = k)
 *                                                 Scan(a)
 *                                                 Scan(k)
 *                                               Scan(b)
 * </pre>
 */
final class OuterJoinSubqueries {
  private final Join join;
  private final RexBuilder builder;
  private final int leftSize;
  private final Widening left;
  private final Widening right;
  private final Map<RexSubQuery, RexNode> leftValues = new HashMap<>();
  private final Map<RexSubQuery, RexNode> rightValues = new HashMap<>();

  OuterJoinSubqueries(Join join) {
    this.join = join;
    builder = join.getCluster().getRexBuilder();
    leftSize = join.getLeft().getRowType().getFieldCount();
    left = new Widening(join.getLeft(), join.getVariablesSet());
    right = new Widening(join.getRight(), join.getVariablesSet(), leftSize);
  }

  /** The join without subqueries, with the columns that it had. */
  RelNode rewrite() {
    List<RexNode> conjuncts = RelOptUtil.conjunctions(join.getCondition());
    for (RexNode conjunct : conjuncts) {
      compute(conjunct, true);
    }
    RelNode wideLeft = left.wide();
    RelNode wideRight = right.wide();
    int added = wideLeft.getRowType().getFieldCount() - leftSize;
    RexNode condition =
        Conjuncts.and(conjuncts.stream().map(c -> c.accept(new Move(added))).toList(), builder);
    RelNode wide =
        LogicalJoin.create(
            wideLeft, wideRight, join.getHints(), condition, Set.of(), join.getJoinType());
    List<RexNode> columns = new ArrayList<>();
    int size = join.getRowType().getFieldCount();
    for (int i = 0; i < size; i++) {
      columns.add(builder.makeInputRef(wide, i < leftSize ? i : i + added));
    }
    return LogicalProject.create(
        wide, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
  }

  /** Makes columns of the subqueries in an expression. */
  private void compute(RexNode expression, boolean isTrueEnough) {
    if (expression instanceof RexSubQuery query) {
      compute(query, isTrueEnough);
    } else {
      expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
              compute(query, false);
              return query;
            }
          });
    }
  }

  private void compute(RexSubQuery query, boolean isTrueEnough) {
    ImmutableBitSet used = used(query);
    if (used.isEmpty() || used.length() <= leftSize) {
      leftValues.put(query, isTrueEnough ? left.flag(query) : left.value(query));
      return;
    }
    if (used.nextSetBit(0) < leftSize) {
      throw new PlanningException(
          Widening.position(query),
          "a subquery in the ON of an outer join that uses columns of both sides is not supported",
          "use columns of one side in it; or join with a subquery in FROM that has the condition in"
              + " its WHERE");
    }
    RexNode own = query.accept(new Move(-leftSize));
    rightValues.put(query, isTrueEnough ? right.flag(own) : right.value(own));
  }

  /** The columns of the join that a subquery is compared with or uses. */
  private ImmutableBitSet used(RexSubQuery query) {
    ImmutableBitSet.Builder used = ImmutableBitSet.builder();
    used.addAll(RelOptUtil.InputFinder.bits(query.getOperands(), null));
    RexShuttle finder =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                && join.getVariablesSet().contains(variable.id)) {
              used.set(access.getField().getIndex());
            }
            return super.visitFieldAccess(access);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery inner) {
            find(inner.rel, this);
            return super.visitSubQuery(inner);
          }
        };
    find(query.rel, finder);
    return used.build();
  }

  private static void find(RelNode rel, RexShuttle finder) {
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        node.accept(finder);
        super.visit(node, ordinal, parent);
      }
    }.go(rel);
  }

  /** Moves references to the right side, and puts columns in the place of subqueries. */
  private final class Move extends RexShuttle {
    private final int distance;

    Move(int distance) {
      this.distance = distance;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      int index = reference.getIndex();
      return index < leftSize ? reference : new RexInputRef(index + distance, reference.getType());
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexNode value = leftValues.get(query);
      if (value != null) {
        return value;
      }
      value = rightValues.get(query);
      return value == null ? super.visitSubQuery(query) : RexUtil.shift(value, leftSize + distance);
    }
  }
}
