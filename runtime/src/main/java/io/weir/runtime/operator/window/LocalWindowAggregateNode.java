package io.weir.runtime.operator.window;

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
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * The first phase of a window aggregate in two: combines the rows of each batch that share key and
 * slice, before an exchange. Keeps nothing from batch to batch. Drops late rows, so that its
 * partials need no watermark of their own.
 *
 * @param input the rows
 * @param window the windows
 * @param rows how rows tell their windows; not themselves partials
 * @param aggregation what is aggregated by what
 * @param properties of the partials: keys, slice, accumulators
 */
public record LocalWindowAggregateNode(
    PlanNode input,
    WindowSpec window,
    WindowRows rows,
    Aggregation aggregation,
    StreamProperties properties)
    implements OperatorNode {
  /** What a partial tells about its time, between keys and cells. */
  static final List<Field> PARTIAL_COLUMNS =
      List.of(
          new Field("end_millis", LogicalType.bigint().withNullable(false)),
          new Field("is_window", LogicalType.bool().withNullable(false)));

  /** The first phase of {@link WindowAggregateNode#of} with the same arguments. */
  public static LocalWindowAggregateNode of(
      PlanNode input,
      WindowSpec window,
      WindowRows rows,
      List<Integer> keys,
      List<AggregateCall> calls) {
    StreamProperties from = input.properties();
    WindowAggregateNode.checkRows(from, window, rows);
    Aggregation aggregation =
        new Aggregation(from.schema(), keys, calls, from.changelog() != ChangelogKind.INSERT_ONLY);
    if (!aggregation.canSplit()) {
      throw new IllegalArgumentException(
          aggregation.describeCalls() + " cannot be computed in two phases");
    }
    Schema partials = Partials.schema(AggregateLayout.of(aggregation), PARTIAL_COLUMNS);
    return new LocalWindowAggregateNode(
        input, window, rows, aggregation, StreamProperties.insertOnly(partials));
  }

  @Override
  public String name() {
    return "LocalWindowAggregate";
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
        new Attribute("window", window.describe(aggregation.rows().name(rows.column()))),
        new Attribute("groupBy", aggregation.describeKeys()),
        new Attribute("aggregates", aggregation.describeCalls()));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new LocalWindowAggregateOperator(this, context);
  }
}
