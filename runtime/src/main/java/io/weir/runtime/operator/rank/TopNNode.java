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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows with certain ranks of each partition, as a changelog that says only what changes. Rows
 * that are equal in the sort keys are ordered by all other columns, first to last.
 *
 * @param input insert-only or retract
 * @param partition the positions of the partition columns; may be empty
 * @param keys what to order by, most significant first; may be empty
 * @param rankColumn the name of a column behind the input's that holds the rank, if it is wanted
 * @param ttlMillis how long a partition that nothing happens to is remembered; 0 for ever
 * @param properties of the result: RETRACT, or UPSERT by partition and rank, or by the partition
 *     where it has one row at most
 */
public record TopNNode(
    PlanNode input,
    List<Integer> partition,
    List<SortKey> keys,
    RankFunction function,
    RankRange range,
    Optional<String> rankColumn,
    long ttlMillis,
    StreamProperties properties)
    implements PartitionedNode {
  public TopNNode {
    partition = List.copyOf(partition);
    keys = List.copyOf(keys);
    if (input.properties().changelog() == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("a ranking cannot consume an upsert stream");
    }
    if (range.toColumn().isPresent() && !partition.contains(range.toColumn().getAsInt())) {
      throw new IllegalArgumentException("the last rank is no column of the partition");
    }
  }

  /**
   * A ranking.
   *
   * @param isUpsert whether the consumer replaces by {@link #upsertKey}
   */
  public static TopNNode of(
      PlanNode input,
      List<Integer> partition,
      List<SortKey> keys,
      RankFunction function,
      RankRange range,
      Optional<String> rankColumn,
      long ttlMillis,
      boolean isUpsert) {
    Schema schema = schema(input.properties().schema(), rankColumn);
    Optional<List<Integer>> key = upsertKey(schema, partition, function, range, rankColumn);
    Set<List<Integer>> unique = new HashSet<>(input.properties().uniqueKeys());
    key.ifPresent(unique::add);
    return new TopNNode(
        input,
        partition,
        keys,
        function,
        range,
        rankColumn,
        ttlMillis,
        new StreamProperties(
            schema,
            isUpsert ? ChangelogKind.UPSERT : ChangelogKind.RETRACT,
            isUpsert ? key.orElseThrow() : List.of(),
            times(input, keys, function, range, rankColumn, schema.size()),
            unique));
  }

  /** The last row by a rowtime, of rows that never leave, keeps its time. */
  private static List<TimeAttribute> times(
      PlanNode input,
      List<SortKey> keys,
      RankFunction function,
      RankRange range,
      Optional<String> rankColumn,
      int columns) {
    List<TimeAttribute> times = new ArrayList<>(Collections.nCopies(columns, TimeAttribute.NONE));
    StreamProperties from = input.properties();
    boolean isLast =
        isTopOne(from.changelog(), function, range)
            && rankColumn.isEmpty()
            && keys.size() == 1
            && keys.get(0).descending();
    if (isLast && from.timeAttributes().get(keys.get(0).column()) == TimeAttribute.ROWTIME) {
      times.set(keys.get(0).column(), TimeAttribute.ROWTIME);
    }
    return times;
  }

  /** Whether somebody behind may judge by the watermarks of rows. */
  boolean keepsRowtime() {
    return properties.timeAttributes().contains(TimeAttribute.ROWTIME);
  }

  private static Schema schema(Schema input, Optional<String> rankColumn) {
    List<Field> fields = new ArrayList<>(input.fields());
    rankColumn.ifPresent(
        name -> fields.add(new Field(name, LogicalType.bigint().withNullable(false))));
    return new Schema(fields);
  }

  /** By which columns the result replaces rows: those of the partition, and the rank if needed. */
  public static Optional<List<Integer>> upsertKey(
      Schema result,
      List<Integer> partition,
      RankFunction function,
      RankRange range,
      Optional<String> rankColumn) {
    if (function != RankFunction.ROW_NUMBER) {
      return Optional.empty();
    }
    if (range.isOne()) {
      return Optional.of(partition);
    }
    if (rankColumn.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> key = new ArrayList<>(partition);
    key.add(result.size() - 1);
    return Optional.of(key);
  }

  /** Whether rows that fall behind the last rank are of no further use. */
  boolean isAppendOnly() {
    return input.properties().changelog() == ChangelogKind.INSERT_ONLY;
  }

  /** Whether one row a partition is all that must be kept. */
  private boolean isTopOne() {
    return isTopOne(input.properties().changelog(), function, range);
  }

  private static boolean isTopOne(ChangelogKind input, RankFunction function, RankRange range) {
    return input == ChangelogKind.INSERT_ONLY
        && function == RankFunction.ROW_NUMBER
        && range.isOne()
        && range.from() == 1
        && range.to() == 1;
  }

  @Override
  public String name() {
    return "TopN";
  }

  @Override
  public List<Attribute> attributes() {
    Schema schema = input.properties().schema();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("partitionBy", schema.project(partition).names().toString()));
    attributes.add(new Attribute("orderBy", describe(keys, schema)));
    attributes.add(
        new Attribute(
            "rank",
            function.name()
                + " "
                + range.describe(schema.names())
                + rankColumn.map(name -> " AS " + name).orElse("")));
    attributes.add(
        new Attribute("input", isAppendOnly() ? "only inserts" : "changes, so all rows are kept"));
    attributes.add(new Attribute("emits", properties.changelog().name().toLowerCase(Locale.ROOT)));
    return attributes;
  }

  static String describe(List<SortKey> keys, Schema schema) {
    return keys.stream()
        .map(key -> key.describe(schema.name(key.column())))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public List<TableSpec> stateTables() {
    return isTopOne() ? List.of(TopOneOperator.spec(this)) : TopNOperator.specs(this);
  }

  @Override
  public Operator create(OperatorContext context) {
    return isTopOne() ? new TopOneOperator(this, context) : new TopNOperator(this, context);
  }
}
