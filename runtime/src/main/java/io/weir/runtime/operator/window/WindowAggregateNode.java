package io.weir.runtime.operator.window;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.Aggregation;
import io.weir.runtime.plan.ChangelogKind;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Aggregates by key and window and emits each window once, when the watermark has reached its end.
 * A row that leaves is taken from the windows that it counts in as long as they have not ended;
 * afterwards it is late, as a row that comes would be.
 *
 * @param input the rows, or the partials of a {@link LocalWindowAggregateNode}
 * @param window the windows
 * @param rows how rows tell their windows
 * @param aggregation what is aggregated by what
 * @param windowColumns what the output tells about the window, after keys and aggregates
 * @param properties of the result: keys, aggregates, window columns; insert-only
 */
public record WindowAggregateNode(
    PlanNode input,
    WindowSpec window,
    WindowRows rows,
    Aggregation aggregation,
    List<WindowColumn> windowColumns,
    StreamProperties properties)
    implements OperatorNode {
  public WindowAggregateNode {
    windowColumns = List.copyOf(windowColumns);
    if (aggregation.retracting()) {
      checkChanges(window, rows, aggregation);
    }
  }

  private static void checkChanges(WindowSpec window, WindowRows rows, Aggregation aggregation) {
    if (rows.kind() == WindowRows.Kind.PROCTIME) {
      throw new IllegalArgumentException("a row leaves at another time than it came");
    }
    if (rows.shareSlices(window) && !aggregation.canSlice()) {
      throw new IllegalArgumentException(
          aggregation.describeCalls() + " of rows that can leave cannot be computed in slices");
    }
  }

  /**
   * An aggregate in one phase.
   *
   * @param keys the positions of the grouping columns in {@code input}, without window columns
   */
  public static WindowAggregateNode of(
      PlanNode input,
      WindowSpec window,
      WindowRows rows,
      List<Integer> keys,
      List<AggregateCall> calls,
      List<WindowColumn> windowColumns) {
    StreamProperties from = input.properties();
    checkRows(from, window, rows);
    Aggregation aggregation =
        new Aggregation(from.schema(), keys, calls, from.changelog() != ChangelogKind.INSERT_ONLY);
    return new WindowAggregateNode(
        input,
        window,
        rows,
        aggregation,
        windowColumns,
        resultProperties(
            window, aggregation, windowColumns, rows.kind() == WindowRows.Kind.PROCTIME));
  }

  /** The second phase, which merges the partials of {@code local}. */
  public static WindowAggregateNode merging(
      LocalWindowAggregateNode local, List<WindowColumn> windowColumns) {
    Aggregation aggregation = local.aggregation();
    return new WindowAggregateNode(
        local,
        local.window(),
        new WindowRows(
            local.rows().nameWindows()
                ? WindowRows.Kind.PARTIALS_OF_WINDOWS
                : WindowRows.Kind.PARTIALS_OF_SLICES,
            aggregation.keys().size()),
        aggregation,
        windowColumns,
        resultProperties(local.window(), aggregation, windowColumns, false));
  }

  static void checkRows(StreamProperties input, WindowSpec window, WindowRows rows) {
    if (input.changelog() == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("a window aggregate cannot consume an upsert stream");
    }
    switch (rows.kind()) {
      case ROWTIME, PROCTIME -> WindowTypes.checkTimeColumn(input.schema(), rows.column(), window);
      case WINDOW_END -> {
        Field expected = WindowTypes.field(WindowColumn.WINDOW_END, window);
        if (input.schema().type(rows.column()).kind() != expected.type().kind()) {
          throw new IllegalArgumentException(
              "the window end " + input.schema().field(rows.column()) + " is not a TIMESTAMP");
        }
      }
      case PARTIALS_OF_SLICES, PARTIALS_OF_WINDOWS ->
          throw new IllegalArgumentException("partials come from a local node only");
    }
  }

  private static StreamProperties resultProperties(
      WindowSpec window,
      Aggregation aggregation,
      List<WindowColumn> windowColumns,
      boolean isProctime) {
    TimeAttribute windowTime = isProctime ? TimeAttribute.PROCTIME : TimeAttribute.ROWTIME;
    List<Field> fields = new ArrayList<>(aggregation.resultSchema().fields());
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(fields.size(), TimeAttribute.NONE));
    List<Integer> uniqueKey =
        new ArrayList<>(IntStream.range(0, aggregation.keys().size()).boxed().toList());
    if (!windowColumns.isEmpty()) {
      uniqueKey.add(fields.size());
    }
    for (WindowColumn column : windowColumns) {
      fields.add(WindowTypes.field(column, window));
      times.add(column == WindowColumn.WINDOW_TIME ? windowTime : TimeAttribute.NONE);
    }
    boolean startsAreUnique = window.kind() != WindowSpec.Kind.CUMULATE;
    boolean isUnique =
        !windowColumns.isEmpty()
            && (startsAreUnique || windowColumns.get(0) != WindowColumn.WINDOW_START);
    return new StreamProperties(
        new Schema(fields),
        ChangelogKind.INSERT_ONLY,
        List.of(),
        times,
        isUnique ? Set.of(uniqueKey) : Set.of());
  }

  @Override
  public String name() {
    return "WindowAggregate";
  }

  @Override
  public WindowAggregateNode inOnePhase() {
    return input instanceof LocalWindowAggregateNode local && rows.arePartials()
        ? new WindowAggregateNode(
            local.input(), window, local.rows(), aggregation, windowColumns, properties)
        : this;
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    if (aggregation.keys().isEmpty()) {
      return Distribution.SINGLE;
    }
    return Distribution.hash(
        rows.arePartials()
            ? IntStream.range(0, aggregation.keys().size()).boxed().toList()
            : aggregation.keys());
  }

  @Override
  public int maxParallelism() {
    return aggregation.keys().isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        new Attribute("window", window.describe(input.properties().schema().name(rows.column()))),
        new Attribute("groupBy", aggregation.describeKeys()),
        new Attribute("aggregates", aggregation.describeCalls()),
        new Attribute(
            "windowColumns",
            windowColumns.stream()
                .map(WindowColumn::columnName)
                .collect(Collectors.joining(", ", "[", "]"))));
  }

  private boolean isBySession() {
    return standsAlone(window, rows, aggregation);
  }

  /**
   * Whether windows are sessions, of which hardly two end together, and groups stand alone: rows of
   * one batch hardly share one.
   */
  public static boolean standsAlone(WindowSpec window, WindowRows rows, Aggregation aggregation) {
    return window.kind() == WindowSpec.Kind.SESSION
        && rows.kind() == WindowRows.Kind.WINDOW_END
        && !aggregation.retracting()
        && aggregation.canSplit();
  }

  @Override
  public List<TableSpec> stateTables() {
    return isBySession() ? SessionAggregateOperator.specs(this) : WindowStores.specs(this);
  }

  @Override
  public Operator create(OperatorContext context) {
    return isBySession()
        ? new SessionAggregateOperator(this, context)
        : new WindowAggregateOperator(this, context);
  }
}
