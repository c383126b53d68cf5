package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Emits the rows of a bounded input in order, at its end; of a retract stream, the rows that are
 * left. Rows that are equal in the sort keys are ordered by all columns, first to last.
 *
 * @param input insert-only or retract; an upsert stream passes a {@link FinalRowsNode} before
 * @param keys what to order by, most significant first; may be empty
 * @param offset how many rows to leave out at the beginning
 * @param limit how many rows to emit at most
 * @param properties of the result: the input's columns, insert-only
 */
public record SortNode(
    PlanNode input,
    List<SortKey> keys,
    long offset,
    OptionalLong limit,
    StreamProperties properties)
    implements OperatorNode {
  public SortNode {
    keys = List.copyOf(keys);
    if (offset < 0 || limit.orElse(0) < 0) {
      throw new IllegalArgumentException("OFFSET " + offset + " LIMIT " + limit);
    }
    if (input.properties().changelog() == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("a sort cannot consume an upsert stream");
    }
  }

  /** ORDER BY {@code keys} OFFSET {@code offset} LIMIT {@code limit}. */
  public static SortNode of(PlanNode input, List<SortKey> keys, long offset, OptionalLong limit) {
    return new SortNode(
        input, keys, offset, limit, FinalRowsNode.finalProperties(input.properties()));
  }

  @Override
  public String name() {
    return "Sort";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.SINGLE;
  }

  @Override
  public int maxParallelism() {
    return 1;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(
        new Attribute(
            "orderBy",
            keys.stream()
                .map(key -> key.describe(properties.schema().name(key.column())))
                .collect(Collectors.joining(", ", "[", "]"))));
    if (offset > 0) {
      attributes.add(new Attribute("offset", Long.toString(offset)));
    }
    limit.ifPresent(rows -> attributes.add(new Attribute("limit", Long.toString(rows))));
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return SortOperator.specs(this);
  }

  @Override
  public Operator create(OperatorContext context) {
    return new SortOperator(this, context);
  }
}
