package io.weir.runtime.operator.group;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.operator.aggregate.Aggregation;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Aggregates by key and emits how the result changes. Without keys there is always one row, from
 * the start on, unless it waits for rows.
 *
 * @param input the rows, or the partials of a {@link LocalGroupAggregateNode}
 * @param isMerging whether the input is partials
 * @param aggregation what is aggregated by what
 * @param properties of the result: keys, then aggregates. Its changelog kind says what is emitted:
 *     RETRACT (−U and +U), UPSERT by the keys (+U only), or INSERT_ONLY where nothing can change
 * @param ttlMillis for how long groups are remembered whose rows do not change; 0 for ever
 * @param waitsForRows without keys: whether the row over no rows at all is emitted at the end of
 *     the input only, since what is computed from it may fail
 */
public record GroupAggregateNode(
    PlanNode input,
    boolean isMerging,
    Aggregation aggregation,
    StreamProperties properties,
    long ttlMillis,
    boolean waitsForRows)
    implements OperatorNode {
  static final String TABLE = "groups";

  /**
   * An aggregate in one phase.
   *
   * @param keys the positions of the grouping columns in {@code input}
   * @param output the kind of changelog that consumers want; see {@link #canBeInsertOnly}
   */
  public static GroupAggregateNode of(
      PlanNode input, List<Integer> keys, List<AggregateCall> calls, ChangelogKind output) {
    StreamProperties from = input.properties();
    checkInput(from);
    Aggregation aggregation =
        new Aggregation(from.schema(), keys, calls, from.changelog() != ChangelogKind.INSERT_ONLY);
    return new GroupAggregateNode(
        input, false, aggregation, resultProperties(aggregation, output), 0, false);
  }

  /** The second phase, which merges the partials of {@code local}. */
  public static GroupAggregateNode merging(LocalGroupAggregateNode local, ChangelogKind output) {
    return new GroupAggregateNode(
        local, true, local.aggregation(), resultProperties(local.aggregation(), output), 0, false);
  }

  /** The same with a time to live; 0 for none. */
  public GroupAggregateNode withTtl(long millis) {
    return new GroupAggregateNode(input, isMerging, aggregation, properties, millis, waitsForRows);
  }

  /** The same, with no row over no rows before the end, if it is without keys. */
  public GroupAggregateNode waitingForRows() {
    return new GroupAggregateNode(
        input, isMerging, aggregation, properties, ttlMillis, aggregation.keys().isEmpty());
  }

  /**
   * Whether a result can only gain rows: keys without aggregates (DISTINCT) over rows that never
   * leave.
   */
  public static boolean canBeInsertOnly(Aggregation aggregation) {
    return aggregation.calls().isEmpty()
        && !aggregation.keys().isEmpty()
        && !aggregation.retracting();
  }

  static void checkInput(StreamProperties input) {
    if (input.changelog() == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("a group aggregate cannot consume an upsert stream");
    }
  }

  private static StreamProperties resultProperties(Aggregation aggregation, ChangelogKind output) {
    if (output == ChangelogKind.INSERT_ONLY && !canBeInsertOnly(aggregation)) {
      throw new IllegalArgumentException(
          aggregation.describeCalls() + " by " + aggregation.describeKeys() + " can change");
    }
    Schema schema = aggregation.resultSchema();
    List<Integer> key = IntStream.range(0, aggregation.keys().size()).boxed().toList();
    return new StreamProperties(
        schema,
        output,
        output == ChangelogKind.UPSERT ? key : List.of(),
        Collections.nCopies(schema.size(), TimeAttribute.NONE),
        Set.of(key));
  }

  @Override
  public String name() {
    return "GroupAggregate";
  }

  @Override
  public GroupAggregateNode inOnePhase() {
    return input instanceof LocalGroupAggregateNode local && isMerging
        ? new GroupAggregateNode(
            local.input(), false, aggregation, properties, ttlMillis, waitsForRows)
        : this;
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    if (aggregation.keys().isEmpty()) {
      return Distribution.SINGLE;
    }
    return Distribution.hash(
        isMerging
            ? IntStream.range(0, aggregation.keys().size()).boxed().toList()
            : aggregation.keys());
  }

  @Override
  public int maxParallelism() {
    return aggregation.keys().isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("groupBy", aggregation.describeKeys()));
    attributes.add(new Attribute("aggregates", aggregation.describeCalls()));
    attributes.add(new Attribute("emits", properties.changelog().name().toLowerCase(Locale.ROOT)));
    if (waitsForRows) {
      attributes.add(new Attribute("over no rows", "at the end"));
    }
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return AggregateStore.specs(
        AggregateLayout.of(aggregation),
        TABLE,
        Optional.empty(),
        extraCells(aggregation.keys().isEmpty()),
        ttlMillis);
  }

  static List<Cell> extraCells(boolean isGlobal) {
    return isGlobal
        ? List.of(GroupAggregateOperator.STAMP, GroupAggregateOperator.SENT)
        : List.of(GroupAggregateOperator.STAMP);
  }

  @Override
  public Operator create(OperatorContext context) {
    return new GroupAggregateOperator(this, context);
  }
}
