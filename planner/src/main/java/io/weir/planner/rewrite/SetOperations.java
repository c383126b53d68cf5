package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sets of rows by joins and aggregates. Rows are compared as wholes, and NULL equals NULL.
 *
 * <pre>
 * Union               Aggregate(by all)          Except              Aggregate(by all)
 *   A           →       Union(all)                 A           →       AntiJoin(all equal)
 *   B                     A                        B                     A
 *                         B                                              B
 * </pre>
 */
final class SetOperations implements Phase {
  @Override
  public String name() {
    return "set operations";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return query.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = super.visit(other);
            if (!(node instanceof SetOp set)) {
              return node;
            }
            if (set.all) {
              return set instanceof Union ? set : repeated(set);
            }
            if (set instanceof Union) {
              return distinct(LogicalUnion.create(set.getInputs(), true), builder);
            }
            if (set instanceof Intersect) {
              return distinct(joined(set, JoinRelType.SEMI), builder);
            }
            return set instanceof Minus ? distinct(joined(set, JoinRelType.ANTI), builder) : set;
          }
        });
  }

  private static RelNode repeated(SetOp set) {
    RelNode rows = typed(set.getInput(0), set.getRowType());
    for (RelNode input : set.getInputs().subList(1, set.getInputs().size())) {
      RelNode other = typed(input, set.getRowType());
      rows =
          set instanceof Intersect
              ? RepeatedRows.intersection(rows, other)
              : RepeatedRows.difference(rows, other);
    }
    return rows;
  }

  private static RelNode distinct(RelNode all, RelBuilder builder) {
    return builder.push(all).aggregate(builder.groupKey(builder.fields())).build();
  }

  private static RelNode joined(SetOp set, JoinRelType kind) {
    RexBuilder builder = set.getCluster().getRexBuilder();
    RelNode joined = typed(set.getInput(0), set.getRowType());
    int size = joined.getRowType().getFieldCount();
    for (RelNode input : set.getInputs().subList(1, set.getInputs().size())) {
      RelNode right = typed(input, set.getRowType());
      List<RexNode> on = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        RexNode one = builder.makeInputRef(joined, i);
        RelDataType type = right.getRowType().getFieldList().get(i).getType();
        RexNode other = builder.makeInputRef(type, size + i);
        on.add(builder.makeCall(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, one, other));
      }
      joined =
          LogicalJoin.create(joined, right, List.of(), Conjuncts.and(on, builder), Set.of(), kind);
    }
    return joined;
  }

  /** An input with the types that the columns have in common. */
  private static RelNode typed(RelNode input, RelDataType row) {
    RexBuilder builder = input.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    boolean isSame = true;
    for (int i = 0; i < row.getFieldCount(); i++) {
      RexNode column = builder.makeInputRef(input, i);
      RelDataType type = row.getFieldList().get(i).getType();
      boolean fits =
          SqlTypeUtil.equalSansNullability(builder.getTypeFactory(), column.getType(), type);
      isSame &= fits;
      columns.add(
          fits
              ? column
              : builder.makeAbstractCast(
                  builder
                      .getTypeFactory()
                      .createTypeWithNullability(type, column.getType().isNullable()),
                  column,
                  false));
    }
    return isSame
        ? input
        : LogicalProject.create(input, List.of(), columns, row.getFieldNames(), Set.of());
  }
}
