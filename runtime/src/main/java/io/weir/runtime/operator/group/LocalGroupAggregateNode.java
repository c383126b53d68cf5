package io.weir.runtime.operator.group;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.Aggregation;
import io.weir.runtime.operator.aggregate.Partials;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * The first phase of a group aggregate in two: combines the rows of each batch that share a key,
 * before an exchange. Keeps nothing from batch to batch.
 *
 * @param input the rows
 * @param aggregation what is aggregated by what
 * @param properties of the partials: keys and accumulators; differences, where rows can leave
 */
public record LocalGroupAggregateNode(
    PlanNode input, Aggregation aggregation, StreamProperties properties) implements OperatorNode {
  /** The first phase of {@link GroupAggregateNode#of} with the same arguments. */
  public static LocalGroupAggregateNode of(
      PlanNode input, List<Integer> keys, List<AggregateCall> calls) {
    StreamProperties from = input.properties();
    GroupAggregateNode.checkInput(from);
    Aggregation aggregation =
        new Aggregation(from.schema(), keys, calls, from.changelog() != ChangelogKind.INSERT_ONLY);
    if (!aggregation.canSplit()) {
      throw new IllegalArgumentException(
          aggregation.describeCalls() + " cannot be computed in two phases");
    }
    Schema partials = Partials.schema(AggregateLayout.of(aggregation), List.of());
    return new LocalGroupAggregateNode(input, aggregation, StreamProperties.insertOnly(partials));
  }

  @Override
  public String name() {
    return "LocalGroupAggregate";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.ANY;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        new Attribute("groupBy", aggregation.describeKeys()),
        new Attribute("aggregates", aggregation.describeCalls()));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new LocalGroupAggregateOperator(this, context);
  }
}
