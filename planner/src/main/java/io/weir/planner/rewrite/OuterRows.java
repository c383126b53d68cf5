package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rows around a subquery, for subqueries that compare with them otherwise than by equality:
 * each different value that they have is joined to the rows of the subquery, which can then be
 * grouped by it.
 *
 * <pre>
 * Aggregate(MAX(y))              Aggregate(by v, MAX(y))      on v IS NOT DISTINCT FROM outer.v
 *   Filter(k < outer.v)    →       Join(k < v)
 *     Scan(k, y)                     Scan(k, y)
 *                                    Aggregate(by v)
 *                                      the outer rows
 * </pre>
 *
 * <p>After Neumann and Kemper, Unnesting Arbitrary Queries (2015).
 *
 * @param rows the outer rows
 * @param firstField the field of the variables that is their first column
 * @param variables what stands for an outer row
 */
record OuterRows(RelNode rows, int firstField, Set<CorrelationId> variables) {
  OuterRows {
    variables = Set.copyOf(variables);
  }

  /** Whether making the rows once more gives the same rows. */
  boolean areRepeatable() {
    boolean[] areRepeatable = {true};
    RexShuttle check =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            areRepeatable[0] &= call.getOperator().isDeterministic();
            return super.visitCall(call);
          }
        };
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        node.accept(check);
        super.visit(node, ordinal, parent);
      }
    }.go(rows);
    return areRepeatable[0];
  }

  /** Whether an expression depends on the outer row. */
  boolean areUsedBy(RexNode expression) {
    boolean[] areUsed = new boolean[1];
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            areUsed[0] |= variables.contains(variable.id);
            return null;
          }
        });
    return areUsed[0];
  }

  /** A subquery whose only conditions say that columns of it are those of the outer row. */
  Unnested joinedTo(Unnested subquery) {
    return beside(subquery, List.of()).subquery();
  }

  /**
   * A subquery with the values of the outer rows beside its own.
   *
   * @param subquery whose only conditions say that columns of it are those of the outer row
   * @param fields puts those columns in the place of the fields of the outer row
   */
  record Beside(Unnested subquery, RexShuttle fields) {}

  /**
   * A subquery with the fields of the outer row beside it that it uses.
   *
   * @param others what else uses fields that are wanted
   */
  Beside beside(Unnested subquery, List<RexNode> others) {
    RexBuilder builder = rows.getCluster().getRexBuilder();
    Map<Integer, RexFieldAccess> used = new TreeMap<>();
    subquery.conditions().forEach(condition -> condition.accept(new Find(used)));
    subquery.outputs().forEach(output -> output.accept(new Find(used)));
    others.forEach(other -> other.accept(new Find(used)));
    RelNode values = values(used);
    boolean isUnconditional = subquery.conditions().isEmpty();
    if (isUnconditional && subquery.rel() instanceof Values one && one.getTuples().size() == 1) {
      return inPlaceOfOneRow(one, subquery, values, used);
    }
    int first = subquery.rel().getRowType().getFieldCount();
    Replace replace = new Replace(List.copyOf(used.keySet()), first);
    List<RexNode> on = subquery.conditions().stream().map(c -> c.accept(replace)).toList();
    RelNode joined =
        LogicalJoin.create(
            subquery.rel(),
            values,
            List.of(),
            Conjuncts.and(on, builder),
            Set.of(),
            JoinRelType.INNER);
    List<RexNode> outputs = subquery.outputs().stream().map(o -> o.accept(replace)).toList();
    List<RexNode> same = same(joined, first, used);
    return new Beside(new Unnested(joined, outputs, same, false, List.of()), replace);
  }

  /** The values alone: what a constant row has are constants. */
  private Beside inPlaceOfOneRow(
      Values one, Unnested subquery, RelNode values, Map<Integer, RexFieldAccess> used) {
    Replace replace = new Replace(List.copyOf(used.keySet()), 0);
    RexShuttle constants = new PushFilters.Substitute(List.copyOf(one.getTuples().get(0)));
    List<RexNode> outputs =
        subquery.outputs().stream().map(o -> o.accept(constants).accept(replace)).toList();
    List<RexNode> same = same(values, 0, used);
    return new Beside(new Unnested(values, outputs, same, false, List.of()), replace);
  }

  /** That columns from {@code first} on are those of the outer row. */
  private static List<RexNode> same(RelNode rel, int first, Map<Integer, RexFieldAccess> used) {
    RexBuilder builder = rel.getCluster().getRexBuilder();
    List<RexNode> same = new ArrayList<>();
    for (RexFieldAccess access : used.values()) {
      same.add(
          builder.makeCall(
              SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              builder.makeInputRef(rel, first + same.size()),
              access));
    }
    return same;
  }

  /** The different values of some fields. */
  private RelNode values(Map<Integer, RexFieldAccess> used) {
    RexBuilder builder = rows.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int field : used.keySet()) {
      columns.add(builder.makeInputRef(rows, field - firstField));
      names.add(rows.getRowType().getFieldNames().get(field - firstField));
    }
    RelNode project = LogicalProject.create(rows, List.of(), columns, names, Set.of());
    return LogicalAggregate.create(
        project, List.of(), ImmutableBitSet.range(columns.size()), null, List.of());
  }

  private boolean isOfOuterRow(RexFieldAccess access) {
    return access.getReferenceExpr() instanceof RexCorrelVariable variable
        && variables.contains(variable.id);
  }

  private final class Find extends RexShuttle {
    private final Map<Integer, RexFieldAccess> used;

    Find(Map<Integer, RexFieldAccess> used) {
      this.used = used;
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (isOfOuterRow(access)) {
        used.put(access.getField().getIndex(), access);
        return access;
      }
      return super.visitFieldAccess(access);
    }
  }

  private final class Replace extends RexShuttle {
    private final List<Integer> fields;
    private final int first;

    Replace(List<Integer> fields, int first) {
      this.fields = fields;
      this.first = first;
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return isOfOuterRow(access)
          ? new RexInputRef(first + fields.indexOf(access.getField().getIndex()), access.getType())
          : super.visitFieldAccess(access);
    }
  }
}
