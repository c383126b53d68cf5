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
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins rows that are near each other in time. A row stays until the other input has passed the
 * last time that it can match; a row without a match comes out then, where the kind says so. A row
 * that is late by its own watermark is dropped and counted.
 *
 * @param left insert-only rows
 * @param right insert-only rows
 * @param kind INNER, LEFT, RIGHT or FULL
 * @param keys what must be equal
 * @param bounds how near
 * @param condition over the columns of both, what else must be TRUE
 * @param properties of the output: the columns of both
 * @param timeZone the session's, frozen with the job
 */
public record IntervalJoinNode(
    PlanNode left,
    PlanNode right,
    JoinKind kind,
    JoinKeys keys,
    TimeBounds bounds,
    Optional<Expression> condition,
    StreamProperties properties,
    ZoneId timeZone)
    implements TimeJoinNode {
  static final int TABLE_VERSION = 1;

  public IntervalJoinNode {
    boolean isInsertOnly =
        left.properties().changelog() == ChangelogKind.INSERT_ONLY
            && right.properties().changelog() == ChangelogKind.INSERT_ONLY;
    if (!isInsertOnly || kind.isLeftOnly()) {
      throw new IllegalArgumentException(kind + " interval join over changes");
    }
  }

  /** The join; of event time, its time columns stay time attributes where they cannot be NULL. */
  public static IntervalJoinNode of(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      JoinKeys keys,
      TimeBounds bounds,
      Optional<Expression> condition,
      ZoneId timeZone) {
    int leftSize = left.properties().schema().size();
    StreamProperties properties =
        JoinProperties.insertOnly(
            left,
            right,
            kind,
            column ->
                !bounds.isProctime()
                    && (column == bounds.left() && !kind.isPadded(0)
                        || column == leftSize + bounds.right() && !kind.isPadded(1)));
    return new IntervalJoinNode(left, right, kind, keys, bounds, condition, properties, timeZone);
  }

  /** The columns of both sides, over which the condition is written. */
  public static Schema pairs(PlanNode left, PlanNode right, JoinKind kind) {
    return JoinProperties.pairs(left, right, kind);
  }

  @Override
  public String name() {
    return "IntervalJoin";
  }

  @Override
  public List<Attribute> attributes() {
    String leftTime = "left." + left.properties().schema().name(bounds.left());
    return attributes(
        new Attribute(
            bounds.isProctime() ? "processing time" : "time",
            "right."
                + right.properties().schema().name(bounds.right())
                + " BETWEEN "
                + leftTime
                + shift(bounds.lowMillis())
                + " AND "
                + leftTime
                + shift(bounds.highMillis())));
  }

  private static String shift(long millis) {
    if (millis == 0) {
      return "";
    }
    boolean areSeconds = millis % 1_000 == 0;
    String length = areSeconds ? Math.abs(millis / 1_000) + " s" : Math.abs(millis) + " ms";
    return (millis < 0 ? " - " : " + ") + length;
  }

  @Override
  public List<TableSpec> stateTables() {
    List<TableSpec> tables = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      tables.add(rows(side));
      if (kind.keepsUnmatched(side)) {
        tables.add(alone(side));
      }
    }
    return tables;
  }

  TableSpec rows(int side) {
    Schema schema = inputs().get(side).properties().schema();
    return TableSpec.ordered(
            sideName(side), TABLE_VERSION, true, schema.project(keys.of(side)), schema)
        .withLayout(EntryLayout.of(List.of(), List.of(StatePart.of(StatePart.Kind.ROW, schema))));
  }

  TableSpec alone(int side) {
    Schema schema = inputs().get(side).properties().schema();
    return TableSpec.ordered(
            sideName(side) + " without match",
            TABLE_VERSION,
            true,
            schema.project(keys.of(side)),
            new Schema(List.of()))
        .withLayout(
            EntryLayout.of(
                List.of(TimedRows.part(schema.field(bounds.column(side))), TimedRows.NUMBER),
                List.of()));
  }

  private static String sideName(int side) {
    return side == 0 ? "left" : "right";
  }

  @Override
  public Operator create(OperatorContext context) {
    return new IntervalJoinOperator(this, context);
  }
}
