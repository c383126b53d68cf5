package io.weir.runtime.plan;

import java.util.List;

/**
 * A step over one input that does the same for each partition of its rows, so that its instances
 * can share them; without partition columns, one instance sees all.
 */
public interface PartitionedNode extends OperatorNode {
  PlanNode input();

  /** The columns of the input whose values make a partition. */
  List<Integer> partition();

  @Override
  default List<PlanNode> inputs() {
    return List.of(input());
  }

  @Override
  default Distribution requiredDistribution(int input) {
    return partition().isEmpty() ? Distribution.SINGLE : Distribution.hash(partition());
  }

  @Override
  default int maxParallelism() {
    return partition().isEmpty() ? 1 : Integer.MAX_VALUE;
  }
}
