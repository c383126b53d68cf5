package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins each left row with the version that the right table had at the row's time. A right row is
 * the version of its key from its time on, until the next one of that key; a -D ends it at its own
 * time, a -U says nothing. Left rows wait until both inputs have passed their time; of the versions
 * only the last one that both have passed is kept.
 *
 * @param left insert-only rows
 * @param right changes of a table, at most one row for a key at a time
 * @param kind INNER or LEFT
 * @param leftTime the position of the rowtime in the left input
 * @param rightTime the position of the rowtime in the right input
 * @param keys what must be equal
 * @param condition over the columns of both, what else must be TRUE
 * @param properties of the output: the columns of both
 * @param timeZone the session's, frozen with the job
 */
public record TemporalJoinNode(
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

  public TemporalJoinNode {
    boolean isInsertOnly = left.properties().changelog() == ChangelogKind.INSERT_ONLY;
    if (!isInsertOnly || kind != JoinKind.INNER && kind != JoinKind.LEFT) {
      throw new IllegalArgumentException(kind + " temporal join over changes");
    }
  }

  /** The join; the left time attributes stay. */
  public static TemporalJoinNode of(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      int leftTime,
      int rightTime,
      JoinKeys keys,
      Optional<Expression> condition,
      ZoneId timeZone) {
    StreamProperties properties =
        JoinProperties.insertOnly(left, right, kind, column -> column == leftTime);
    return new TemporalJoinNode(
        left, right, kind, leftTime, rightTime, keys, condition, properties, timeZone);
  }

  /** The position of the rowtime in an input. */
  int time(int side) {
    return side == 0 ? leftTime : rightTime;
  }

  @Override
  public String name() {
    return "TemporalJoin";
  }

  @Override
  public List<Attribute> attributes() {
    return attributes(asOf(leftTime, rightTime));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(rows(0), rows(1), versions());
  }

  TableSpec rows(int side) {
    Schema schema = inputs().get(side).properties().schema();
    List<Field> fields = new ArrayList<>(schema.fields());
    if (side == 1) {
      fields.add(new Field("is deleted", LogicalType.bool()));
    }
    StatePart row = StatePart.of(StatePart.Kind.ROW, schema);
    StatePart change = StatePart.of(StatePart.Kind.OPTIONAL_ROW, schema);
    return TableSpec.ordered(
            side == 0 ? "left" : "right changes",
            TABLE_VERSION,
            true,
            schema.project(keys.of(side)),
            new Schema(fields))
        .withLayout(
            side == 0
                ? EntryLayout.of(List.of(), List.of(row))
                : EntryLayout.of(
                    List.of(TimedRows.part(new Field("changed_at", schema.type(rightTime)))),
                    List.of(change)));
  }

  TableSpec versions() {
    Schema schema = right.properties().schema();
    return TableSpec.ordered("right", TABLE_VERSION, false, schema.project(keys.right()), schema)
        .withLayout(EntryLayout.of(List.of(), List.of(StatePart.of(StatePart.Kind.ROW, schema))));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new TemporalJoinOperator(this, context);
  }
}
