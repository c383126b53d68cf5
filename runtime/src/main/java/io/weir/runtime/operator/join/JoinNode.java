package io.weir.runtime.operator.join;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Joins two streams that may both change, and keeps both.
 *
 * @param left the left rows: insert-only or with old rows
 * @param right the right rows: insert-only or with old rows
 * @param kind what becomes of pairs and of rows without a match
 * @param keys what must be equal; empty if all rows meet all others, in one task
 * @param condition what else must be TRUE of a pair, over {@code pair}
 * @param pair the columns of the left and of the right input, under names that differ
 * @param properties of the output
 * @param timeZone the session's, frozen with the job
 * @param leftTtlMillis for how long left rows are remembered that do not change; 0 for ever
 * @param rightTtlMillis the same for right rows
 */
public record JoinNode(
    PlanNode left,
    PlanNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expression> condition,
    Schema pair,
    StreamProperties properties,
    ZoneId timeZone,
    long leftTtlMillis,
    long rightTtlMillis)
    implements OperatorNode {
  private static final List<String> TABLES = List.of("left", "right");

  public JoinNode {
    keys = List.copyOf(keys);
    Objects.requireNonNull(timeZone, "timeZone");
    for (JoinKey key : keys) {
      boolean isSame =
          left.properties().schema().type(key.left()).kind()
              == right.properties().schema().type(key.right()).kind();
      boolean isCharacters =
          left.properties().schema().type(key.left()).kind().isCharacter()
              && right.properties().schema().type(key.right()).kind().isCharacter();
      if (!isSame && !isCharacters) {
        throw new IllegalArgumentException("a key of two types: " + key);
      }
    }
    boolean isUpsert =
        left.properties().changelog() == ChangelogKind.UPSERT
            || right.properties().changelog() == ChangelogKind.UPSERT;
    if (isUpsert) {
      throw new IllegalArgumentException("a join cannot consume an upsert stream");
    }
  }

  /**
   * A join.
   *
   * @param names of the columns of left and right, all different
   * @param mark the name of the column that {@link JoinKind#MARK} adds
   */
  public static JoinNode of(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      List<JoinKey> keys,
      Optional<Expression> condition,
      List<String> names,
      String mark,
      ZoneId timeZone) {
    Schema pair = JoinProperties.pair(left, right, names);
    StreamProperties properties = JoinProperties.of(left, right, kind, keys, pair, mark);
    return new JoinNode(left, right, kind, keys, condition, pair, properties, timeZone, 0, 0);
  }

  /** The same with times to live; 0 for none. */
  public JoinNode withTtl(long leftMillis, long rightMillis) {
    return new JoinNode(
        left, right, kind, keys, condition, pair, properties, timeZone, leftMillis, rightMillis);
  }

  /**
   * Whether rows count their matches: where there is a condition the number of rows of a key does
   * not tell, and where rows are forgotten those count that were matches once.
   */
  boolean countsMatches() {
    return condition.isPresent() || leftTtlMillis > 0 || rightTtlMillis > 0;
  }

  /** The same for the rows of one side. */
  boolean countsMatches(int side) {
    return kind.asksForMatch(side) && countsMatches();
  }

  @Override
  public String name() {
    return "Join";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(left, right);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return keys.isEmpty() ? Distribution.SINGLE : Distribution.hash(keyColumns(input));
  }

  @Override
  public int maxParallelism() {
    return keys.isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("kind", kind.name().toLowerCase(Locale.ROOT)));
    attributes.add(new Attribute("on", describeKeys()));
    condition.ifPresent(c -> attributes.add(new Attribute("condition", c.toString())));
    return attributes;
  }

  /** The keys in terms of column names. */
  public String describeKeys() {
    if (keys.isEmpty()) {
      return "nothing";
    }
    int leftSize = left.properties().schema().size();
    return keys.stream()
        .map(
            key ->
                pair.name(key.left())
                    + (key.isNullSafe() ? " IS NOT DISTINCT FROM " : " = ")
                    + pair.name(leftSize + key.right()))
        .collect(Collectors.joining(" AND "));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(table(0), table(1));
  }

  /** The table that holds the rows of a side. */
  TableSpec table(int side) {
    Schema schema = inputs().get(side).properties().schema();
    TableSpec table =
        TableSpec.countedMultiset(
                TABLES.get(side),
                1,
                schema.project(keyColumns(side)),
                schema.project(storedColumns(side)))
            .withTtl(side == 0 ? leftTtlMillis : rightTtlMillis);
    return table.withLayout(EntryLayout.ofMultiset(table, countsMatches(side)));
  }

  List<Integer> keyColumns(int side) {
    return keys.stream().map(key -> key.column(side)).toList();
  }

  /** The columns of a side's rows that are kept: those that are shown, or asked for. */
  List<Integer> storedColumns(int side) {
    Schema schema = inputs().get(side).properties().schema();
    if (side == 0 || kind.hasPairs()) {
      return IntStream.range(0, schema.size()).boxed().toList();
    }
    int leftSize = left.properties().schema().size();
    return conditionColumns().stream()
        .filter(column -> column >= leftSize)
        .map(column -> column - leftSize)
        .toList();
  }

  /** The columns of a pair that the condition reads. */
  TreeSet<Integer> conditionColumns() {
    TreeSet<Integer> columns = new TreeSet<>();
    condition.ifPresent(c -> JoinProperties.collectColumns(c, columns));
    return columns;
  }

  @Override
  public Operator create(OperatorContext context) {
    return new JoinOperator(this, context);
  }
}
