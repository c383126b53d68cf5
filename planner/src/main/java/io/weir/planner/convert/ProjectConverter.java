package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.plan.TimeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.util.ImmutableBitSet;

/** SELECT of expressions. */
final class ProjectConverter implements RelConverter<Project> {
  @Override
  public Class<Project> kind() {
    return Project.class;
  }

  @Override
  public Stream convert(Project project, Wanted wanted, Conversion conversion) {
    List<RexNode> columns = project.getProjects();
    List<String> names = project.getRowType().getFieldNames();
    if (project.getInput() instanceof TableScan scan && areReferences(columns)) {
      List<Integer> positions =
          columns.stream().map(column -> ((RexInputRef) column).getIndex()).toList();
      return select(ScanConverter.convert(scan, positions, conversion), columns, names, true);
    }
    if (RexOver.containsOver(columns, null)) {
      OverConverter.Prepared prepared = OverConverter.prepare(project, conversion);
      return compute(prepared.stream(), prepared.columns(), names, any -> false, conversion);
    }
    Stream input = input(project, below(wanted, columns), conversion);
    if (areReferences(columns) && input.node().properties().upsertKey().isEmpty()) {
      Stream selected = select(input, columns, names, false);
      return input.pending().isPresent() ? selected : Calcs.exact(selected, conversion);
    }
    return compute(
        input,
        columns,
        names,
        column -> conversion.lookupTimes().isOnlyTime(project, column),
        conversion);
  }

  /** The input; of ranked rows without the ranks if nobody looks at them. */
  private static Stream input(Project project, Wanted wanted, Conversion conversion) {
    if (project.getInput() instanceof Filter filter) {
      Optional<RankPattern> ranking = RankPattern.of(filter);
      if (ranking.isPresent()) {
        boolean isRankUsed =
            RelOptUtil.InputFinder.bits(project.getProjects(), null).get(ranking.get().rank());
        return RankConverter.convert(ranking.get(), isRankUsed, wanted, conversion);
      }
    }
    return conversion.convert(project.getInput(), wanted);
  }

  private static boolean areReferences(List<RexNode> columns) {
    return columns.stream().allMatch(column -> column instanceof RexInputRef);
  }

  /** What the consumer wants in terms of the input, if it can be said so. */
  private static Wanted below(Wanted wanted, List<RexNode> columns) {
    List<Integer> key = new ArrayList<>();
    for (int column : wanted.key()) {
      if (!(columns.get(column) instanceof RexInputRef reference)) {
        return Wanted.RETRACT;
      }
      key.add(reference.getIndex());
    }
    return wanted.isUpsert() ? Wanted.upsert(key) : wanted;
  }

  private static Stream select(
      Stream input, List<RexNode> columns, List<String> names, boolean isInOrder) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int index = isInOrder ? i : ((RexInputRef) columns.get(i)).getIndex();
      slots.add(input.slots().get(index).named(names.get(i)));
    }
    return new Stream(input.node(), slots, input.pending());
  }

  /**
   * The columns.
   *
   * @param isOnlyTime which of them have no value, see {@link LookupTimes}
   */
  private static Stream compute(
      Stream stream,
      List<RexNode> columns,
      List<String> names,
      IntPredicate isOnlyTime,
      Conversion conversion) {
    boolean computesWindows =
        columns.stream()
            .filter(column -> !(column instanceof RexInputRef))
            .anyMatch(column -> usesPending(column, stream));
    Stream input = computesWindows ? stream.assigned() : stream;
    List<Expression> inputs = Inputs.of(input);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RexNode column = columns.get(i);
      if (column instanceof RexInputRef reference) {
        Slot slot = input.slots().get(reference.getIndex()).named(names.get(i));
        Optional<Expression> expression =
            slot.isPending() ? Optional.empty() : Optional.of(inputs.get(reference.getIndex()));
        outputs.add(new Output(slot, expression));
      } else {
        Slot slot =
            new Slot(names.get(i), 0, Optional.empty(), lostTime(column, input, conversion));
        RowWatermarks.check(column, input);
        if (!isOnlyTime.test(i)) {
          Repeatability.checkColumn(column, input.node().properties().changelog());
        }
        outputs.add(
            new Output(slot, Optional.of(conversion.expressions().convert(column, inputs))));
      }
    }
    return Calcs.project(input, outputs, conversion);
  }

  static boolean usesPending(RexNode expression, Stream stream) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(expression);
    return used.stream().anyMatch(index -> stream.slots().get(index).isPending());
  }

  /** Why an expression over a time attribute is none itself. */
  static Optional<LostTime> lostTime(RexNode expression, Stream input, Conversion conversion) {
    for (int index : RelOptUtil.InputFinder.bits(expression)) {
      if (input.time(index) != TimeAttribute.NONE) {
        String where =
            expression instanceof RexCall call
                ? conversion
                    .translator()
                    .bodies()
                    .span(call.getParserPosition())
                    .map(span -> " at " + span)
                    .orElse("")
                : "";
        return Optional.of(
            LostTime.computed("the expression" + where + " computes a new value from it"));
      }
      Optional<LostTime> earlier = input.slots().get(index).lostTime();
      if (earlier.isPresent()) {
        return expression instanceof RexInputRef
            ? earlier
            : Optional.of(LostTime.computed(earlier.get().reason()));
      }
    }
    return Optional.empty();
  }
}
