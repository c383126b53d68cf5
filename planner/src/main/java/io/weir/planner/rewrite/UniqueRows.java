package io.weir.planner.rewrite;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.relation.DeclaredTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Which relations have at most one row, as far as keys and aggregates tell. */
final class UniqueRows {
  private UniqueRows() {}

  /** Whether a relation always has one row. */
  static boolean isExactlyOne(RelNode rel) {
    if (rel instanceof Project project) {
      return isExactlyOne(project.getInput());
    }
    return rel instanceof Aggregate aggregate
            && aggregate.getGroupCount() == 0
            && aggregate.getGroupSets().size() == 1
        || rel instanceof Values values && values.getTuples().size() == 1;
  }

  /** Whether no two rows agree in the given columns. */
  static boolean isUnique(RelNode rel, Set<Integer> columns) {
    if (isExactlyOne(rel)) {
      return true;
    }
    if (rel instanceof Filter filter) {
      Set<Integer> fixed = new HashSet<>(columns);
      for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
        fixed.addAll(equalToConstant(conjunct));
      }
      return isUnique(filter.getInput(), fixed);
    }
    if (rel instanceof Project project) {
      Set<Integer> below = new TreeSet<>();
      for (int column : columns) {
        if (project.getProjects().get(column) instanceof RexInputRef reference) {
          below.add(reference.getIndex());
        }
      }
      return isUnique(project.getInput(), below);
    }
    if (rel instanceof Aggregate aggregate) {
      Set<Integer> groups = new TreeSet<>();
      for (int i = 0; i < aggregate.getGroupCount(); i++) {
        groups.add(i);
      }
      return aggregate.getGroupSets().size() == 1 && columns.containsAll(groups);
    }
    if (rel instanceof Sort sort) {
      boolean isOne = sort.fetch instanceof RexLiteral literal && RexLiteral.intValue(literal) <= 1;
      return isOne || isUnique(sort.getInput(), columns);
    }
    if (rel instanceof Join join && !join.getJoinType().projectsRight()) {
      return isUnique(join.getLeft(), columns);
    }
    return rel instanceof TableScan scan && hasKey(scan, columns);
  }

  private static boolean hasKey(TableScan scan, Set<Integer> columns) {
    Optional<CatalogTable> table =
        Optional.ofNullable(scan.getTable().unwrap(DeclaredTable.class))
            .flatMap(DeclaredTable::table);
    if (table.isEmpty() || table.get().primaryKey().isEmpty()) {
      return false;
    }
    List<String> names = scan.getRowType().getFieldNames();
    return table.get().primaryKey().stream().allMatch(key -> columns.contains(names.indexOf(key)));
  }

  private static Set<Integer> equalToConstant(RexNode conjunct) {
    Set<Integer> columns = new HashSet<>();
    List<RexNode> sides = Conjuncts.sides(conjunct);
    for (int side = 0; side < sides.size(); side++) {
      boolean isConstant = RelOptUtil.InputFinder.bits(sides.get(1 - side)).isEmpty();
      if (isConstant && sides.get(side) instanceof RexInputRef reference) {
        columns.add(reference.getIndex());
      }
    }
    return columns;
  }

  /** The columns of a subquery that equal something of the outer row. */
  static Set<Integer> columnsEqualToOuter(Unnested sub) {
    Set<Integer> columns = new HashSet<>();
    for (RexNode condition : sub.conditions()) {
      if (condition.getKind() == SqlKind.EQUALS) {
        columns.addAll(equalToConstant(condition));
      }
    }
    return columns;
  }
}
