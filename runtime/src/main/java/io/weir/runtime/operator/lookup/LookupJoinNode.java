package io.weir.runtime.operator.lookup;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.operator.timejoin.JoinKind;
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
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins each row with the rows that a table holds for its key when it comes. Rows stay in order.
 * One that is taken back takes with it what was sent for it: what it finds again, where the table
 * always holds the same, else what is remembered.
 *
 * @param left rows that come, or are taken back as they came
 * @param table what they are joined with
 * @param kind INNER or LEFT
 * @param keys what must be equal
 * @param condition over the columns of both, what else must be TRUE
 * @param memory of what was sent, where rows leave and may find something else then
 * @param properties of the output: the columns of both
 * @param timeZone the session's, frozen with the job
 */
public record LookupJoinNode(
    PlanNode left,
    LookupTable table,
    JoinKind kind,
    JoinKeys keys,
    Optional<Expression> condition,
    Optional<LookupMemory> memory,
    StreamProperties properties,
    ZoneId timeZone)
    implements OperatorNode {
  public LookupJoinNode {
    ChangelogKind changes = left.properties().changelog();
    boolean fits =
        changes == ChangelogKind.INSERT_ONLY
            || changes == ChangelogKind.RETRACT && table.isRepeatable() == memory.isEmpty();
    if (!fits || kind != JoinKind.INNER && kind != JoinKind.LEFT) {
      throw new IllegalArgumentException(kind + " lookup join over " + changes);
    }
  }

  /**
   * The join; time attributes and keys of the left side stay.
   *
   * @param ttlMillis for how long rows are remembered, where they must be; 0 for ever
   */
  public static LookupJoinNode of(
      PlanNode left,
      LookupTable table,
      JoinKind kind,
      JoinKeys keys,
      Optional<Expression> condition,
      long ttlMillis,
      ZoneId timeZone) {
    StreamProperties from = left.properties();
    Optional<LookupMemory> memory =
        remembers(left, table) ? Optional.of(LookupMemory.of(from, ttlMillis)) : Optional.empty();
    Set<List<Integer>> leftKeys =
        memory.map(m -> m.keysInOrder(from.uniqueKeys())).orElse(from.uniqueKeys());
    List<TimeAttribute> times = new ArrayList<>(from.timeAttributes());
    for (int i = 0; i < table.schema().size(); i++) {
      times.add(TimeAttribute.NONE);
    }
    StreamProperties properties =
        new StreamProperties(
            pairs(left, table, kind),
            from.changelog(),
            List.of(),
            times,
            uniqueKeys(leftKeys, from.schema().size(), table, keys));
    return new LookupJoinNode(left, table, kind, keys, condition, memory, properties, timeZone);
  }

  /** Whether what is sent for rows has to be remembered: they leave, and may find other rows. */
  public static boolean remembers(PlanNode left, LookupTable table) {
    return left.properties().changelog() == ChangelogKind.RETRACT && !table.isRepeatable();
  }

  /** The columns of both, those of the table nullable where a row can be alone. */
  public static Schema pairs(PlanNode left, LookupTable table, JoinKind kind) {
    List<Field> fields = new ArrayList<>(left.properties().schema().fields());
    for (Field field : table.schema().fields()) {
      LogicalType type = field.type();
      boolean isNullable = kind.isPadded(1) || type.nullable();
      fields.add(new Field(field.name(), type.withNullable(isNullable)));
    }
    return new Schema(fields);
  }

  /**
   * Keys of the left side stay keys where at most one row of the table matches; elsewhere a key of
   * the table makes them one again.
   */
  private static Set<List<Integer>> uniqueKeys(
      Set<List<Integer>> leftKeys, int leftSize, LookupTable table, JoinKeys keys) {
    Set<List<Integer>> tableKeys = table.node().properties().uniqueKeys();
    if (tableKeys.stream().anyMatch(keys.right()::containsAll)) {
      return leftKeys;
    }
    Set<List<Integer>> both = new HashSet<>();
    for (List<Integer> leftKey : leftKeys) {
      for (List<Integer> tableKey : tableKeys) {
        List<Integer> key = new ArrayList<>(leftKey);
        tableKey.forEach(column -> key.add(leftSize + column));
        both.add(key);
      }
    }
    return both;
  }

  @Override
  public String name() {
    return "LookupJoin";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(left);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return memory.map(LookupMemory::distribution).orElse(Distribution.ANY);
  }

  @Override
  public int maxParallelism() {
    return memory.isPresent() && memory.get().partition().isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("type", kind.text()));
    attributes.add(new Attribute("on", keys.describe(left.properties().schema(), table.schema())));
    attributes.add(new Attribute("table", table.source().table()));
    attributes.add(
        new Attribute(
            "lookup",
            table
                .asked()
                .map(asked -> asked.describe())
                .orElse(table.source().source().describe() + ", read whole")));
    for (CalcNode calc : table.calcs()) {
      calc.condition().ifPresent(c -> attributes.add(new Attribute("where", c.toString())));
    }
    attributes.add(new Attribute("columns", table.schema().names().toString()));
    condition.ifPresent(c -> attributes.add(new Attribute("condition", c.toString())));
    memory.ifPresent(
        m -> {
          Schema rows = left.properties().schema().project(m.columns());
          attributes.add(new Attribute("remembers", "what was sent for " + rows.names()));
        });
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    Schema schema = left.properties().schema();
    return memory.map(m -> List.of(m.table(schema))).orElse(List.of());
  }

  @Override
  public void prepare() throws IOException {
    if (table.asked().isPresent()) {
      table.asked().get().prepare();
    }
  }

  @Override
  public Operator create(OperatorContext context) {
    return new LookupJoinOperator(this, context);
  }
}
