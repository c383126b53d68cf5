package io.weir.planner.convert;

import io.weir.planner.convert.AggregateArguments.BoundCall;
import io.weir.planner.convert.Stream.Pending;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.convert.Stream.WindowProperty;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.Aggregation;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.correlate.CorrelateNode;
import io.weir.runtime.operator.expand.ExpandNode;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.group.LocalGroupAggregateNode;
import io.weir.runtime.operator.window.LocalWindowAggregateNode;
import io.weir.runtime.operator.window.WindowAggregateNode;
import io.weir.runtime.operator.window.WindowAssignNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.operator.window.WindowRows;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.TimeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * GROUP BY and DISTINCT. Grouping by both {@code window_start} and {@code window_end} of one window
 * function makes a window aggregate, which emits each window once; anything else an updating one.
 */
final class AggregateConverter implements RelConverter<Aggregate> {
  @Override
  public Class<Aggregate> kind() {
    return Aggregate.class;
  }

  @Override
  public Stream convert(Aggregate aggregate, Wanted wanted, Conversion conversion) {
    Stream input = conversion.convert(aggregate.getInput(), Wanted.RETRACT);
    AggregateArguments arguments = new AggregateArguments(aggregate, conversion);
    boolean isPlain =
        aggregate.getGroupType() == Aggregate.Group.SIMPLE
            && aggregate.getAggCallList().stream().noneMatch(GroupingSets::isAboutSets);
    return isPlain
        ? plain(
            input,
            aggregate.getGroupSet().asList(),
            arguments.calls(),
            aggregate.getRowType().getFieldNames(),
            wanted,
            StateTtl.millis(aggregate.getInput(), conversion.settings()),
            conversion)
        : new GroupingSets(aggregate, arguments, conversion).convert(input);
  }

  /**
   * An aggregate by one set of columns.
   *
   * @param groups the columns of {@code input}
   * @param names of the groups, then of the calls
   * @param ttlMillis for how long groups are remembered, if there are no windows
   */
  static Stream plain(
      Stream input,
      List<Integer> groups,
      List<BoundCall> calls,
      List<String> names,
      Wanted wanted,
      long ttlMillis,
      Conversion conversion) {
    Optional<WindowFrame> frame = windowOf(input, groups);
    Grouping grouping = new Grouping(groups, calls, names);
    return frame.isPresent() && canWindow(input)
        ? window(grouping, input, frame.get(), conversion)
        : group(grouping, input.assigned(), wanted, ttlMillis, conversion);
  }

  /** The windows of which start and end are in each of some grouping sets. */
  static Optional<WindowFrame> windowOfAll(Stream input, List<ImmutableBitSet> sets) {
    Optional<WindowFrame> frame = windowOf(input, sets.get(0).asList());
    boolean isInAll =
        frame.isPresent()
            && canWindow(input)
            && sets.stream().allMatch(set -> windowOf(input, set.asList()).equals(frame));
    return isInAll ? frame : Optional.empty();
  }

  /**
   * What is grouped by, and what is computed.
   *
   * @param groups columns of the input
   * @param names of the groups, then of the calls
   */
  private record Grouping(List<Integer> groups, List<BoundCall> calls, List<String> names) {}

  /**
   * Whether a window is told once. Rows that change are taken back as long as their window has not
   * ended. Where they do so only behind the window function, such as in a ranking, a window changes
   * as often as they do.
   */
  private static boolean canWindow(Stream input) {
    return !isChanging(input) || input.pending().isPresent() || isAssigned(input.node());
  }

  private static boolean isChanging(Stream input) {
    return input.node().properties().changelog() != ChangelogKind.INSERT_ONLY;
  }

  /** Whether rows are as the assignment of their windows made them, one by one. */
  private static boolean isAssigned(PlanNode node) {
    boolean keepsRows =
        node instanceof CalcNode || node instanceof CorrelateNode || node instanceof ExpandNode;
    return node instanceof WindowAssignNode || keepsRows && isAssigned(node.inputs().get(0));
  }

  /** The windows of which both start and end are grouped by. */
  private static Optional<WindowFrame> windowOf(Stream input, List<Integer> groups) {
    for (int group : groups) {
      Optional<WindowProperty> property = input.slots().get(group).window();
      boolean isStart =
          property.isPresent() && property.get().column() == WindowColumn.WINDOW_START;
      if (isStart && hasEnd(input, groups, property.get().frame())) {
        return Optional.of(property.get().frame());
      }
    }
    return Optional.empty();
  }

  private static boolean hasEnd(Stream input, List<Integer> groups, WindowFrame frame) {
    return groups.stream()
        .anyMatch(
            group ->
                input
                    .slots()
                    .get(group)
                    .window()
                    .filter(p -> p.frame() == frame && p.column() == WindowColumn.WINDOW_END)
                    .isPresent());
  }

  private static Stream window(
      Grouping grouping, Stream stream, WindowFrame frame, Conversion conversion) {
    boolean isOwn =
        stream.pending().isPresent()
            && stream.pending().get().frame() == frame
            && argumentsExist(grouping, stream)
            && canCut(grouping, stream, frame);
    Stream input = isOwn ? stream : stream.assigned();
    List<Integer> groups = grouping.groups();
    List<Integer> keys = new ArrayList<>();
    for (int group : groups) {
      if (!isOf(input, group, frame) || isStartOfSession(input, group)) {
        keys.add(input.slots().get(group).column());
      }
    }
    List<AggregateCall> calls = calls(grouping, input);
    UserAggregates.checkWindow(grouping.calls());
    if (isChanging(input)) {
      UserAggregates.checkRetraction(grouping.calls(), calls, input.node().properties().schema());
    }
    List<WindowColumn> windowColumns =
        frame.spec().kind() == WindowSpec.Kind.SESSION
            ? List.of(WindowColumn.WINDOW_END, WindowColumn.WINDOW_TIME)
            : List.of(WindowColumn.values());
    WindowSpec spec = frame.spec();
    WindowRows rows =
        isOwn
            ? rowsOf(stream.pending().orElseThrow())
            : WindowRows.windowEnd(endOf(input, groups, frame));
    PlanNode node = windowNode(input.node(), spec, rows, keys, calls, windowColumns, conversion);
    return new Stream(
        node, windowSlots(grouping, input, frame, keys.size(), windowColumns), Optional.empty());
  }

  private static PlanNode windowNode(
      PlanNode input,
      WindowSpec spec,
      WindowRows rows,
      List<Integer> keys,
      List<AggregateCall> calls,
      List<WindowColumn> windowColumns,
      Conversion conversion) {
    boolean isRetracting = input.properties().changelog() != ChangelogKind.INSERT_ONLY;
    Aggregation aggregation =
        new Aggregation(input.properties().schema(), keys, calls, isRetracting);
    boolean isSplit =
        conversion.settings().parallelism() > 1
            && aggregation.canSplit()
            && rows.kind() != WindowRows.Kind.PROCTIME
            && !WindowAggregateNode.standsAlone(spec, rows, aggregation);
    if (isSplit) {
      LocalWindowAggregateNode local = LocalWindowAggregateNode.of(input, spec, rows, keys, calls);
      return WindowAggregateNode.merging(local, windowColumns);
    }
    return WindowAggregateNode.of(input, spec, rows, keys, calls, windowColumns);
  }

  private static WindowRows rowsOf(Pending pending) {
    return pending.frame().isProctime()
        ? WindowRows.proctime(pending.rowtime())
        : WindowRows.rowtime(pending.rowtime());
  }

  /** Whether windows need not be assigned to rows first, so that each is aggregated by itself. */
  private static boolean canCut(Grouping grouping, Stream input, WindowFrame frame) {
    return frame.spec().kind() == WindowSpec.Kind.TUMBLE
        || new Aggregation(
                input.node().properties().schema(),
                List.of(),
                calls(grouping, input),
                isChanging(input))
            .canSlice();
  }

  /** Whether no aggregate computes with a window column that is still to be assigned. */
  private static boolean argumentsExist(Grouping grouping, Stream input) {
    return grouping.calls().stream()
        .allMatch(
            call ->
                call.arguments().stream()
                    .noneMatch(argument -> input.slots().get(argument).isPending()));
  }

  private static boolean isOf(Stream input, int column, WindowFrame frame) {
    return input
        .slots()
        .get(column)
        .window()
        .filter(property -> property.frame() == frame)
        .isPresent();
  }

  /** Sessions of different keys that end together start apart: their start is a key like others. */
  private static boolean isStartOfSession(Stream input, int column) {
    return input
        .slots()
        .get(column)
        .window()
        .filter(property -> property.frame().spec().kind() == WindowSpec.Kind.SESSION)
        .filter(property -> property.column() == WindowColumn.WINDOW_START)
        .isPresent();
  }

  private static int endOf(Stream input, List<Integer> groups, WindowFrame frame) {
    return groups.stream()
        .filter(
            group ->
                isOf(input, group, frame)
                    && input.slots().get(group).window().orElseThrow().column()
                        == WindowColumn.WINDOW_END)
        .map(group -> input.slots().get(group).column())
        .findFirst()
        .orElseThrow();
  }

  /** Groups first, then aggregates, as Calcite has them; the node has window columns at its end. */
  private static List<Slot> windowSlots(
      Grouping grouping,
      Stream input,
      WindowFrame frame,
      int keys,
      List<WindowColumn> windowColumns) {
    int calls = grouping.calls().size();
    List<String> names = grouping.names();
    List<Slot> slots = new ArrayList<>();
    int key = 0;
    for (int group : grouping.groups()) {
      String name = names.get(slots.size());
      if (isOf(input, group, frame)) {
        WindowProperty property = input.slots().get(group).window().orElseThrow();
        int column =
            isStartOfSession(input, group)
                ? key++
                : keys + calls + windowColumns.indexOf(property.column());
        slots.add(new Slot(name, column, Optional.of(property), Optional.empty()));
      } else {
        slots.add(new Slot(name, key++, Optional.empty(), lostTime(input, group)));
      }
    }
    for (int i = 0; i < calls; i++) {
      slots.add(Slot.of(names.get(slots.size()), keys + i));
    }
    return slots;
  }

  private static Optional<LostTime> lostTime(Stream input, int column) {
    if (input.time(column) != TimeAttribute.NONE) {
      return Optional.of(
          LostTime.passedOn(input.time(column), "GROUP BY made it an ordinary column"));
    }
    return input.slots().get(column).lostTime();
  }

  private static Stream group(
      Grouping grouping, Stream input, Wanted wanted, long ttlMillis, Conversion conversion) {
    List<Integer> keys = new ArrayList<>();
    for (int group : grouping.groups()) {
      keys.add(input.slots().get(group).column());
    }
    List<AggregateCall> calls = calls(grouping, input);
    boolean isRetracting = input.node().properties().changelog() != ChangelogKind.INSERT_ONLY;
    if (isRetracting) {
      UserAggregates.checkRetraction(grouping.calls(), calls, input.node().properties().schema());
    }
    Aggregation aggregation =
        new Aggregation(input.node().properties().schema(), keys, calls, isRetracting);
    ChangelogKind output = changelog(aggregation, wanted);
    boolean isSplit =
        conversion.settings().parallelism() > 1 && aggregation.canSplit() && !calls.isEmpty();
    GroupAggregateNode group =
        isSplit
            ? GroupAggregateNode.merging(
                LocalGroupAggregateNode.of(input.node(), keys, calls), output)
            : GroupAggregateNode.of(input.node(), keys, calls, output);
    PlanNode node =
        (conversion.dividesByCounts() ? group.waitingForRows() : group).withTtl(ttlMillis);
    List<String> names = grouping.names();
    List<Integer> groups = grouping.groups();
    List<Slot> slots =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    new Slot(
                        names.get(i),
                        i,
                        Optional.empty(),
                        i < groups.size() ? lostTime(input, groups.get(i)) : Optional.empty()))
            .toList();
    return new Stream(node, slots, Optional.empty());
  }

  /** Old rows are sent only if the consumer cannot do without. */
  private static ChangelogKind changelog(Aggregation aggregation, Wanted wanted) {
    if (GroupAggregateNode.canBeInsertOnly(aggregation)) {
      return ChangelogKind.INSERT_ONLY;
    }
    List<Integer> key = IntStream.range(0, aggregation.keys().size()).boxed().toList();
    boolean isKeyed = wanted.isUpsert() && List.copyOf(wanted.key()).equals(key);
    return isKeyed ? ChangelogKind.UPSERT : ChangelogKind.RETRACT;
  }

  private static List<AggregateCall> calls(Grouping grouping, Stream input) {
    List<AggregateCall> calls = new ArrayList<>();
    int first = grouping.groups().size();
    for (int i = 0; i < grouping.calls().size(); i++) {
      BoundCall call = grouping.calls().get(i);
      calls.add(
          new AggregateCall(
              call.function(),
              call.arguments().stream().map(arg -> input.slots().get(arg).column()).toList(),
              call.filter().isPresent()
                  ? OptionalInt.of(input.slots().get(call.filter().getAsInt()).column())
                  : OptionalInt.empty(),
              call.isDistinct(),
              grouping.names().get(first + i),
              call.type()));
    }
    return calls;
  }
}
