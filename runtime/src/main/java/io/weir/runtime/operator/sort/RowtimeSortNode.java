package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * Brings rows into the order of their rowtime: holds each until the watermark has reached it. Rows
 * of one time are ordered by the further keys and then by all columns. Rows that are late are
 * dropped and counted.
 *
 * @param input insert-only
 * @param partition within which rows are in order; empty for all rows
 * @param keys what to order by; the first is a rowtime, ascending
 */
public record RowtimeSortNode(PlanNode input, List<Integer> partition, List<SortKey> keys)
    implements OperatorNode {
  public RowtimeSortNode {
    partition = List.copyOf(partition);
    keys = List.copyOf(keys);
    if (input.properties().changelog() != ChangelogKind.INSERT_ONLY
        || keys.isEmpty()
        || keys.get(0).descending()) {
      throw new IllegalArgumentException("a sort by rowtime " + keys + " of " + input.properties());
    }
  }

  @Override
  public String name() {
    return "RowtimeSort";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public StreamProperties properties() {
    return input.properties();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return partition.isEmpty() ? Distribution.SINGLE : Distribution.hash(partition);
  }

  @Override
  public int maxParallelism() {
    return partition.isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    Schema schema = properties().schema();
    return List.of(
        new Attribute("partitionBy", schema.project(partition).names().toString()),
        new Attribute(
            "orderBy",
            keys.stream()
                .map(key -> key.describe(schema.name(key.column())))
                .collect(java.util.stream.Collectors.joining(", ", "[", "]"))));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(RowtimeSortOperator.spec(this));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new RowtimeSortOperator(this, context);
  }
}
