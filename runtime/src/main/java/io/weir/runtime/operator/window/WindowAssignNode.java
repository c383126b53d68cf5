package io.weir.runtime.operator.window;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Adds {@code window_start}, {@code window_end} and {@code window_time} to each row, once for every
 * window that the row belongs to. Late rows flow on: who consumes the windows judges them.
 *
 * @param input the stream
 * @param window the windows
 * @param timeColumn the position of the rowtime
 * @param properties of the result: the input's columns, none of them a time attribute any more,
 *     then the three
 */
public record WindowAssignNode(
    PlanNode input, WindowSpec window, int timeColumn, StreamProperties properties)
    implements OperatorNode {
  /** The windows of {@code input}'s rowtime {@code timeColumn} as columns. */
  public static WindowAssignNode of(PlanNode input, WindowSpec window, int timeColumn) {
    StreamProperties from = input.properties();
    WindowTypes.checkTimeColumn(from.schema(), timeColumn, window);
    List<Field> fields = new ArrayList<>(from.schema().fields());
    for (WindowColumn column : WindowColumn.values()) {
      fields.add(WindowTypes.field(column, window));
    }
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(fields.size(), TimeAttribute.NONE));
    times.set(fields.size() - 1, TimeAttribute.ROWTIME);
    Set<List<Integer>> uniqueKeys =
        window.kind() == WindowSpec.Kind.TUMBLE ? from.uniqueKeys() : Set.of();
    if (from.changelog() == io.weir.runtime.plan.ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("windows of an upsert stream lose old rows");
    }
    return new WindowAssignNode(
        input,
        window,
        timeColumn,
        new StreamProperties(new Schema(fields), from.changelog(), List.of(), times, uniqueKeys));
  }

  @Override
  public String name() {
    return "WindowAssign";
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
    return List.of(
        new Attribute("window", window.describe(input.properties().schema().name(timeColumn))));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new WindowAssignOperator(this, context);
  }
}
