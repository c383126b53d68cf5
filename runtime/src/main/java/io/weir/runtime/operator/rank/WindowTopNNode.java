package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PartitionedNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows with certain ranks of each partition of each window, emitted once when the window ends.
 *
 * @param input insert-only rows with the end of their window
 * @param windowEnd the position of {@code window_end}
 * @param zone in whose local time windows end, if they are windows of instants
 * @param partition the positions of the partition columns that do not tell about the window
 * @param rankColumn the name of a column behind the input's that holds the rank, if it is wanted
 * @param properties of the result: insert-only
 */
public record WindowTopNNode(
    PlanNode input,
    int windowEnd,
    Optional<ZoneId> zone,
    List<Integer> partition,
    List<SortKey> keys,
    RankFunction function,
    RankRange range,
    Optional<String> rankColumn,
    StreamProperties properties)
    implements PartitionedNode {
  public WindowTopNNode {
    partition = List.copyOf(partition);
    keys = List.copyOf(keys);
    if (input.properties().changelog() != ChangelogKind.INSERT_ONLY
        || range.toColumn().isPresent()) {
      throw new IllegalArgumentException("a ranking in windows of " + input.properties());
    }
  }

  /** A ranking in windows. */
  public static WindowTopNNode of(
      PlanNode input,
      int windowEnd,
      Optional<ZoneId> zone,
      List<Integer> partition,
      List<SortKey> keys,
      RankFunction function,
      RankRange range,
      Optional<String> rankColumn) {
    StreamProperties from = input.properties();
    List<Field> fields = new ArrayList<>(from.schema().fields());
    List<TimeAttribute> times = new ArrayList<>(from.timeAttributes());
    Set<List<Integer>> unique = new HashSet<>(from.uniqueKeys());
    List<Integer> key = new ArrayList<>(partition);
    key.add(windowEnd);
    if (rankColumn.isPresent()) {
      fields.add(new Field(rankColumn.get(), LogicalType.bigint().withNullable(false)));
      times.add(TimeAttribute.NONE);
      key.add(fields.size() - 1);
    }
    boolean isUnique = rankColumn.isPresent() || range.isOne();
    if (function == RankFunction.ROW_NUMBER && isUnique) {
      unique.add(List.copyOf(key));
    }
    StreamProperties properties =
        new StreamProperties(
            new Schema(fields), ChangelogKind.INSERT_ONLY, List.of(), times, unique);
    return new WindowTopNNode(
        input, windowEnd, zone, partition, keys, function, range, rankColumn, properties);
  }

  @Override
  public String name() {
    return "WindowTopN";
  }

  @Override
  public List<Attribute> attributes() {
    Schema schema = input.properties().schema();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("window", "ends at " + schema.name(windowEnd)));
    attributes.add(new Attribute("partitionBy", schema.project(partition).names().toString()));
    attributes.add(new Attribute("orderBy", TopNNode.describe(keys, schema)));
    attributes.add(
        new Attribute(
            "rank",
            function.name()
                + " "
                + range.describe(schema.names())
                + rankColumn.map(name -> " AS " + name).orElse("")));
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(WindowTopNOperator.spec(this));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new WindowTopNOperator(this, context);
  }
}
