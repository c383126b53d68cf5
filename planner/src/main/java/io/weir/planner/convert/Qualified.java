package io.weir.planner.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/**
 * A filter over a projection, with QUALIFY written out: a condition that the projection computes
 * from calls of OVER becomes a condition on columns that are these calls, and TRUE in its place.
 *
 * <pre>
 * Filter($1)                                        $2 &lt;= 3
 *   Project(a, ROW_NUMBER() OVER (…) &lt;= 3)    →     Project(a, TRUE, ROW_NUMBER() OVER (…))
 * </pre>
 *
 * @param project the projection, perhaps with more columns at its end
 * @param conditions what must all be TRUE, in terms of the projection
 */
record Qualified(Project project, List<RexNode> conditions) {
  /** The filter's conditions over its input, which is a projection. */
  static Qualified of(Filter filter) {
    Project project = (Project) filter.getInput();
    RexBuilder builder = project.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>(project.getProjects());
    List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
    List<RexNode> conditions = new ArrayList<>();
    boolean isChanged = false;
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      if (condition instanceof RexInputRef reference
          && computesWithOver(columns.get(reference.getIndex()))) {
        RexNode computed = columns.get(reference.getIndex());
        columns.set(reference.getIndex(), builder.makeLiteral(true));
        conditions.addAll(RelOptUtil.conjunctions(computed.accept(new Naming(columns, names))));
        isChanged = true;
        continue;
      }
      conditions.add(condition);
    }
    if (!isChanged) {
      return new Qualified(project, RelOptUtil.conjunctions(filter.getCondition()));
    }
    return new Qualified(
        LogicalProject.create(project.getInput(), List.of(), columns, names, Set.of()), conditions);
  }

  private static boolean computesWithOver(RexNode node) {
    return RexOver.containsOver(node) && !(node instanceof RexOver);
  }

  /** Gives each call of OVER, and each column of the input, a column, and refers to that. */
  private static final class Naming extends RexShuttle {
    private final List<RexNode> columns;
    private final List<String> names;

    Naming(List<RexNode> columns, List<String> names) {
      this.columns = columns;
      this.names = names;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      int index = columns.indexOf(over);
      if (index < 0) {
        index = columns.size();
        columns.add(over);
        names.add("$rank" + index);
      }
      return new RexInputRef(index, over.getType());
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      int index = columns.indexOf(reference);
      if (index < 0) {
        index = columns.size();
        columns.add(reference);
        names.add("$column" + index);
      }
      return new RexInputRef(index, reference.getType());
    }
  }
}
