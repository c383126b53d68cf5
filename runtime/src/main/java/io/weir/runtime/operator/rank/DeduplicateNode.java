package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PartitionedNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first row of each key that arrives; later ones are dropped. Behind a {@code RowtimeSort} that
 * is the first by rowtime.
 *
 * @param input insert-only
 * @param keys the positions of the key columns; may be empty
 * @param ttlMillis how long a key that nothing happens to is remembered; 0 for ever
 * @param properties of the result: insert-only
 */
public record DeduplicateNode(
    PlanNode input, List<Integer> keys, long ttlMillis, StreamProperties properties)
    implements PartitionedNode {
  public DeduplicateNode {
    keys = List.copyOf(keys);
    if (input.properties().changelog() != ChangelogKind.INSERT_ONLY) {
      throw new IllegalArgumentException("the first rows of " + input.properties());
    }
  }

  /** The first row of each key. */
  public static DeduplicateNode of(PlanNode input, List<Integer> keys, long ttlMillis) {
    StreamProperties from = input.properties();
    Set<List<Integer>> unique = new HashSet<>(from.uniqueKeys());
    unique.add(List.copyOf(keys));
    StreamProperties properties =
        new StreamProperties(
            from.schema(), ChangelogKind.INSERT_ONLY, List.of(), from.timeAttributes(), unique);
    return new DeduplicateNode(input, keys, ttlMillis, properties);
  }

  @Override
  public List<Integer> partition() {
    return keys;
  }

  @Override
  public String name() {
    return "Deduplicate";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        new Attribute("by", properties.schema().project(keys).names().toString()),
        new Attribute("keeps", "the first row"));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(DeduplicateOperator.spec(this));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new DeduplicateOperator(this, context);
  }
}
