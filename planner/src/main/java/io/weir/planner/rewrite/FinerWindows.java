package io.weir.planner.rewrite;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;

/** Partitions the windows of OVER by some expressions more. */
final class FinerWindows extends RexShuttle {
  private final List<RexNode> keys;
  private final RexBuilder builder;

  FinerWindows(List<RexNode> keys, RexBuilder builder) {
    this.keys = List.copyOf(keys);
    this.builder = builder;
  }

  @Override
  public RexNode visitOver(RexOver over) {
    RexWindow window = over.getWindow();
    List<RexNode> partition = new ArrayList<>(window.partitionKeys);
    for (RexNode key : keys) {
      if (!partition.contains(key)) {
        partition.add(key);
      }
    }
    return builder.makeOver(
        over.getType(),
        over.getAggOperator(),
        over.getOperands(),
        partition,
        ImmutableList.copyOf(window.orderKeys),
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }
}
