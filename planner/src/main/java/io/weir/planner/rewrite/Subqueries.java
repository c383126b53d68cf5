package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes joins of subqueries in conditions and in SELECT: semi and anti joins of IN and EXISTS,
 * joins with one row of subqueries that stand for a value.
 *
 * <pre>
 * Filter(a IN (Scan(k)))           SemiJoin(a = k)
 *   Scan(a)                  →       Scan(a)
 *                                    Scan(k)
 * </pre>
 */
final class Subqueries implements Phase {
  @Override
  public String name() {
    return "subqueries become joins";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return rewrite(query);
  }

  /** A query without subqueries in expressions. */
  static RelNode rewrite(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(rewrite(input)));
    RelNode above = inputs.equals(rel.getInputs()) ? rel : over(rel, inputs);
    if (above instanceof Filter filter && has(filter.getCondition())) {
      return filter(filter, filter.getVariablesSet());
    }
    if (above instanceof Project project
        && project.getProjects().stream().anyMatch(Subqueries::has)) {
      return project(project);
    }
    if (above instanceof Join join && has(join.getCondition())) {
      return join(join);
    }
    return above;
  }

  /** The same over other inputs, in which the value of a subquery may be known not to be NULL. */
  private static RelNode over(RelNode rel, List<RelNode> inputs) {
    if (!(rel instanceof Aggregate aggregate)) {
      return rel.copy(rel.getTraitSet(), inputs);
    }
    boolean hasEmptyGroup = aggregate.getGroupSets().contains(ImmutableBitSet.of());
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream()
            .map(call -> Unnesting.typed(call, hasEmptyGroup, inputs.get(0)))
            .toList();
    return aggregate.copy(
        rel.getTraitSet(), inputs.get(0), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }

  static boolean has(RexNode expression) {
    return RexUtil.SubQueryFinder.find(expression) != null;
  }

  private static RelNode filter(Filter filter, Set<CorrelationId> variables) {
    RexBuilder builder = filter.getCluster().getRexBuilder();
    Widening widening = new Widening(filter.getInput(), variables);
    for (RexNode conjunct : Conjuncts.of(filter.getCondition(), builder)) {
      widening.condition(conjunct);
    }
    return widening.narrow();
  }

  private static RelNode project(Project project) {
    Widening widening = new Widening(project.getInput(), project.getVariablesSet());
    List<RexNode> columns = new ArrayList<>();
    for (RexNode column : project.getProjects()) {
      columns.add(widening.value(column));
    }
    return LogicalProject.create(
        widening.wide(), List.of(), columns, project.getRowType().getFieldNames(), Set.of());
  }

  /** A subquery in the ON of an inner join may as well stand in WHERE. */
  private static RelNode join(Join join) {
    if (join.getJoinType() != JoinRelType.INNER) {
      return new OuterJoinSubqueries(join).rewrite();
    }
    RexBuilder builder = join.getCluster().getRexBuilder();
    RelNode all =
        LogicalJoin.create(
            join.getLeft(),
            join.getRight(),
            join.getHints(),
            builder.makeLiteral(true),
            Set.of(),
            JoinRelType.INNER);
    return filter(LogicalFilter.create(all, join.getCondition()), join.getVariablesSet());
  }
}
