package io.weir.runtime.operator.expand;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Emits each row once for each grouping set: its columns, then the grouping columns again, NULL
 * where the set does not have them, then the number of the set.
 *
 * @param input the rows
 * @param keys the positions of the grouping columns
 * @param sets for each set, which of {@code keys} it has, by position in {@code keys}
 * @param properties of the output
 */
public record ExpandNode(
    PlanNode input, List<Integer> keys, List<List<Integer>> sets, StreamProperties properties)
    implements OperatorNode {
  public static final String SET_COLUMN = "grouping_set";

  public ExpandNode {
    keys = List.copyOf(keys);
    sets = List.copyOf(sets);
  }

  /** Rows of {@code input} for each of {@code sets}. */
  public static ExpandNode of(PlanNode input, List<Integer> keys, List<List<Integer>> sets) {
    StreamProperties from = input.properties();
    if (from.changelog() == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("an upsert stream cannot be expanded");
    }
    List<Field> fields = new ArrayList<>(from.schema().fields());
    List<TimeAttribute> times = new ArrayList<>(from.timeAttributes());
    Set<String> names = new HashSet<>(from.schema().names());
    for (int key : keys) {
      String name = from.schema().name(key) + " in set";
      while (!names.add(name)) {
        name += "'";
      }
      fields.add(new Field(name, from.schema().type(key).withNullable(true)));
      times.add(TimeAttribute.NONE);
    }
    fields.add(new Field(SET_COLUMN, LogicalType.bigint().withNullable(false)));
    times.add(TimeAttribute.NONE);
    return new ExpandNode(
        input,
        keys,
        sets,
        new StreamProperties(new Schema(fields), from.changelog(), List.of(), times, Set.of()));
  }

  @Override
  public String name() {
    return "Expand";
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
    Schema schema = input.properties().schema();
    return List.of(
        new Attribute(
            "sets",
            sets.stream()
                .map(
                    set ->
                        set.stream()
                            .map(key -> schema.name(keys.get(key)))
                            .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "))));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new ExpandOperator(this, context);
  }
}
