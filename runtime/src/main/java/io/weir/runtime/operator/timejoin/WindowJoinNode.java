package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.window.WindowSpec;
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
 * Joins the rows of the same window. Rows wait for the end of their window; then all that the join
 * has to say about it comes out and its rows are forgotten. A row whose window has ended by its own
 * watermark is dropped and counted.
 *
 * @param left insert-only rows with windows
 * @param right insert-only rows with the same windows
 * @param kind any kind
 * @param window how time is cut on both sides
 * @param leftEnd the position of {@code window_end} in the left input
 * @param rightEnd the position of {@code window_end} in the right input
 * @param keys what else must be equal
 * @param condition over the columns of both, what else must be TRUE
 * @param properties of the output
 * @param timeZone the session's, frozen with the job
 */
public record WindowJoinNode(
    PlanNode left,
    PlanNode right,
    JoinKind kind,
    WindowSpec window,
    int leftEnd,
    int rightEnd,
    JoinKeys keys,
    Optional<Expression> condition,
    StreamProperties properties,
    ZoneId timeZone)
    implements TimeJoinNode {
  private static final int TABLE_VERSION = 1;

  public WindowJoinNode {
    boolean isInsertOnly =
        left.properties().changelog() == ChangelogKind.INSERT_ONLY
            && right.properties().changelog() == ChangelogKind.INSERT_ONLY;
    if (!isInsertOnly) {
      throw new IllegalArgumentException("window join over changes");
    }
  }

  /** The join; time attributes stay where they cannot be NULL. */
  public static WindowJoinNode of(
      PlanNode left,
      PlanNode right,
      JoinKind kind,
      WindowSpec window,
      int leftEnd,
      int rightEnd,
      JoinKeys keys,
      Optional<Expression> condition,
      ZoneId timeZone) {
    int leftSize = left.properties().schema().size();
    StreamProperties properties =
        JoinProperties.insertOnly(
            left, right, kind, column -> !kind.isPadded(column < leftSize ? 0 : 1));
    return new WindowJoinNode(
        left, right, kind, window, leftEnd, rightEnd, keys, condition, properties, timeZone);
  }

  /** The position of {@code window_end} in an input. */
  int windowEnd(int side) {
    return side == 0 ? leftEnd : rightEnd;
  }

  @Override
  public String name() {
    return "WindowJoin";
  }

  @Override
  public List<Attribute> attributes() {
    Schema leftSchema = left.properties().schema();
    Schema rightSchema = right.properties().schema();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("type", kind.text()));
    attributes.add(new Attribute("windows", window.describe("window_end")));
    if (!keys.left().isEmpty()) {
      attributes.add(new Attribute("on", keys.describe(leftSchema, rightSchema)));
    }
    condition.ifPresent(c -> attributes.add(new Attribute("condition", c.toString())));
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    List<TableSpec> tables = new ArrayList<>(List.of(rows(0), rows(1)));
    if (kind.keepsUnmatched(1)) {
      tables.add(matched());
    }
    return tables;
  }

  TableSpec rows(int side) {
    Schema schema = inputs().get(side).properties().schema();
    return TableSpec.ordered(
            side == 0 ? "left" : "right",
            TABLE_VERSION,
            true,
            schema.project(keys.of(side)),
            schema)
        .withLayout(EntryLayout.of(List.of(), List.of(StatePart.of(StatePart.Kind.ROW, schema))));
  }

  /** Right rows that have matched, of a window that is being worked off. */
  TableSpec matched() {
    Schema schema = right.properties().schema();
    return TableSpec.ordered(
            "right with match",
            TABLE_VERSION,
            true,
            schema.project(keys.right()),
            new Schema(List.of()))
        .withLayout(
            EntryLayout.of(
                List.of(TimedRows.part(schema.field(rightEnd)), TimedRows.NUMBER), List.of()));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new WindowJoinOperator(this, context);
  }
}
