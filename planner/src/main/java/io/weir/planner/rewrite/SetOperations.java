package io.weir.planner.rewrite;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sets of rows by joins and aggregates.
 *
 * <pre>
 * Union               Aggregate(by all)
 *   A           →       Union(all)
 *   B                     A
 *                         B
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
            return node instanceof Union union && !union.all ? distinct(union, builder) : node;
          }
        });
  }

  private static RelNode distinct(Union union, RelBuilder builder) {
    RelNode all = LogicalUnion.create(union.getInputs(), true);
    return builder.push(all).aggregate(builder.groupKey(builder.fields())).build();
  }
}
