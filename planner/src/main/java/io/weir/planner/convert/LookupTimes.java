package io.weir.planner.convert;

import io.weir.planner.validate.AsOfOperator;
import io.weir.planner.validate.RegistryOperator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Finds columns {@code PROCTIME()} that nobody looks at, but as the time of a lookup join. They say
 * that a row is joined when it comes, and have no value that could differ when the row leaves.
 *
 * <pre>
 * Project(k, n, name)
 *   Join(k = id AND FOR SYSTEM_TIME AS OF pt)
 *     Project(k, n, PROCTIME() AS pt)       pt is only the time of the join
 *       Aggregate(k, COUNT(*) AS n)
 * </pre>
 */
final class LookupTimes {
  private final Map<Project, ImmutableBitSet> used = new IdentityHashMap<>();

  /** Adds what a query looks at. */
  void collect(RelNode query) {
    collect(query, all(query));
  }

  /** Whether a column of a projection is such a one. */
  boolean isOnlyTime(Project project, int column) {
    return used.containsKey(project)
        && !used.get(project).get(column)
        && project.getProjects().get(column) instanceof RexCall call
        && call.getOperator() instanceof RegistryOperator
        && call.getOperator().getName().equals("PROCTIME");
  }

  private static ImmutableBitSet all(RelNode rel) {
    return ImmutableBitSet.range(rel.getRowType().getFieldCount());
  }

  private void collect(RelNode rel, ImmutableBitSet output) {
    if (rel instanceof Project project) {
      used.merge(project, output, ImmutableBitSet::union);
      collect(project.getInput(), input(project, output));
    } else if (rel instanceof Filter filter) {
      ImmutableBitSet condition = RelOptUtil.InputFinder.bits(filter.getCondition());
      collect(filter.getInput(), output.union(condition));
    } else if (rel instanceof Join join && AsOfOperator.isIn(join)) {
      collectLookup(join, output);
    } else {
      rel.getInputs().forEach(input -> collect(input, all(input)));
    }
  }

  /** What a projection looks at; of rows that it ranks it keeps all. */
  private static ImmutableBitSet input(Project project, ImmutableBitSet output) {
    List<RexNode> columns = project.getProjects();
    if (RexOver.containsOver(columns, null)) {
      return all(project.getInput());
    }
    ImmutableBitSet.Builder input = ImmutableBitSet.builder();
    for (int i = 0; i < columns.size(); i++) {
      if (output.get(i) || !(columns.get(i) instanceof RexInputRef)) {
        input.addAll(RelOptUtil.InputFinder.bits(columns.get(i)));
      }
    }
    return input.build();
  }

  private void collectLookup(Join join, ImmutableBitSet output) {
    ImmutableBitSet.Builder pairs = ImmutableBitSet.builder().addAll(output);
    for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
      if (!AsOfOperator.is(condition)) {
        pairs.addAll(RelOptUtil.InputFinder.bits(condition));
      }
    }
    int left = join.getLeft().getRowType().getFieldCount();
    collect(join.getLeft(), pairs.build().intersect(ImmutableBitSet.range(left)));
    collect(join.getRight(), all(join.getRight()));
  }
}
