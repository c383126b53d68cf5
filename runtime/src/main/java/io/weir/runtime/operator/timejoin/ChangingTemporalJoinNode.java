package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link TemporalJoinNode} whose left rows change. What leaves on the left, however late, leaves
 * with the version that it was joined with, so all versions are kept; and no left row is late.
 *
 * @param left changes, each with all columns
 * @param right changes of a table, at most one row for a key at a time
 * @param kind INNER or LEFT
 * @param leftTime the position of the rowtime in the left input
 * @param rightTime the position of the rowtime in the right input
 * @param keys what must be equal
 * @param condition over the columns of both, what else must be TRUE
 * @param properties of the output: the columns of both
 * @param timeZone the session's, frozen with the job
 */
public record ChangingTemporalJoinNode(
    PlanNode left,
    PlanNode right,
    JoinKind kind,
    int leftTime,
    int rightTime,
    JoinKeys keys,
    Optional<Expression> condition,
    StreamProperties properties,
    ZoneId timeZone)
    implements TimeJoinNode {
  private static final int TABLE_VERSION = 1;

  public ChangingTemporalJoinNode {
    boolean isRetracting = left.properties().changelog() == ChangelogKind.RETRACT;
    if (!isRetracting || kind != JoinKind.INNER && kind != JoinKind.LEFT) {
      throw new IllegalArgumentException(kind + " of " + left.properties().changelog());
    }
  }

  /** The join; nothing in it is a time attribute, since what leaves can be of any time. */
  public static ChangingTemporalJoinNode of(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      int leftTime,
      int rightTime,
      JoinKeys keys,
      Optional<Expression> condition,
      ZoneId timeZone) {
    Schema pairs = JoinProperties.pairs(left, right, kind);
    StreamProperties properties =
        new StreamProperties(
            pairs,
            ChangelogKind.RETRACT,
            List.of(),
            Collections.nCopies(pairs.size(), TimeAttribute.NONE),
            keysInOrder(left.properties().uniqueKeys(), keys, leftTime));
    return new ChangingTemporalJoinNode(
        left, right, kind, leftTime, rightTime, keys, condition, properties, timeZone);
  }

  /** Rows are worked off by time: a key stays in order if its rows are in one place and time. */
  private static Set<List<Integer>> keysInOrder(
      Set<List<Integer>> uniqueKeys, JoinKeys keys, int leftTime) {
    Set<List<Integer>> ordered = new HashSet<>(uniqueKeys);
    ordered.removeIf(key -> !key.contains(leftTime) || !key.containsAll(keys.left()));
    return ordered;
  }

  @Override
  public String name() {
    return "TemporalJoin";
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>(attributes(asOf(leftTime, rightTime)));
    attributes.add(new Attribute("versions", "all are kept, for left rows that change"));
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(changes(), history());
  }

  /** Left changes that wait for their time. */
  TableSpec changes() {
    Schema schema = left.properties().schema();
    StatePart order = TimedRows.part(new Field("time", schema.type(leftTime)));
    StatePart isLeaving = StatePart.of(StatePart.Kind.VARINT, EntryLayout.number("is_leaving"));
    StatePart row = StatePart.of(StatePart.Kind.ROW, schema);
    return TableSpec.ordered(
            "left changes", TABLE_VERSION, true, schema.project(keys.left()), schema)
        .withLayout(
            EntryLayout.of(
                List.of(order.hidden(), TimedRows.NUMBER.hidden()), List.of(isLeaving, row)));
  }

  TableSpec history() {
    Schema schema = right.properties().schema();
    StatePart time = TimedRows.part(new Field("valid_from", schema.type(rightTime)));
    StatePart row = StatePart.of(StatePart.Kind.OPTIONAL_ROW, schema);
    return TableSpec.ordered("versions", TABLE_VERSION, false, schema.project(keys.right()), schema)
        .withLayout(EntryLayout.of(List.of(time), List.of(row)));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new ChangingTemporalJoinOperator(this, context);
  }
}
