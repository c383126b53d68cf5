package io.weir.planner.guarantee;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.group.LocalGroupAggregateNode;
import io.weir.runtime.operator.rank.DeduplicateNode;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.sort.RowtimeSortNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.plan.UnionNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Whether a query, repeated from a checkpoint, writes every key again that it had written before
 * the crash. A sink that shows rows at once keeps for ever a row whose key does not come again.
 *
 * <p>Two things can keep a key away. What it is made of may come out differently: a function that
 * draws, the clock, the order of arrival. Or a row that was there for a moment and has left may not
 * appear at all the second time, since changes of one batch are combined. So a key must be a
 * function of rows that are the same in each run, and must never leave.
 */
final class KeyStability {
  /**
   * Why the values of some columns may not come again; empty if they will.
   *
   * @param columns positions in the schema of {@code node}
   */
  Optional<String> doubt(PlanNode node, Collection<Integer> columns) {
    return node.properties().changelog() == ChangelogKind.INSERT_ONLY
        ? ofRows(node, columns)
        : ofChanges(node, columns);
  }

  private Optional<String> ofChanges(PlanNode node, Collection<Integer> columns) {
    if (node instanceof CalcNode calc && calc.condition().isEmpty()) {
      return ofCalc(calc, columns, true);
    }
    if (node instanceof GroupAggregateNode group && !group.aggregation().retracting()) {
      return ofGroups(group, columns);
    }
    if (node instanceof TopNNode top && keepsRanks(top, columns)) {
      return ofRows(top.input(), intersection(columns, top.partition()));
    }
    return Optional.of(
        "rows of "
            + node.name()
            + (node instanceof SourceNode source ? " " + source.table() : "")
            + " can leave again, and the key of one that was there for a moment may not come"
            + " again");
  }

  /** Rows come only, so that every rank is taken once and for all, if each row has its own. */
  private static boolean keepsRanks(TopNNode top, Collection<Integer> columns) {
    int rank = top.input().properties().schema().size();
    return top.function() == RankFunction.ROW_NUMBER
        && top.input().properties().changelog() == ChangelogKind.INSERT_ONLY
        && columns.stream().allMatch(column -> column == rank || top.partition().contains(column));
  }

  private Optional<String> ofGroups(GroupAggregateNode group, Collection<Integer> columns) {
    List<Integer> keys = group.aggregation().keys();
    if (columns.stream().anyMatch(column -> column >= keys.size())) {
      return Optional.of("a key contains the result of an aggregate, which changes");
    }
    PlanNode rows =
        group.input() instanceof LocalGroupAggregateNode local ? local.input() : group.input();
    return ofRows(rows, columns.stream().map(keys::get).toList());
  }

  private Optional<String> ofCalc(CalcNode calc, Collection<Integer> columns, boolean isChanging) {
    Set<Integer> needed = new TreeSet<>();
    for (int column : columns) {
      Expression value = calc.projections().get(column);
      Optional<String> variation = Variations.of(value);
      if (variation.isPresent()) {
        return variation;
      }
      references(value, needed);
    }
    if (calc.condition().isPresent()) {
      Optional<String> variation = Variations.of(calc.condition().get());
      if (variation.isPresent()) {
        return variation;
      }
      references(calc.condition().get(), needed);
    }
    return isChanging ? doubt(calc.input(), needed) : ofRows(calc.input(), needed);
  }

  private static void references(Expression expression, Set<Integer> columns) {
    if (expression instanceof ColumnReference column) {
      columns.add(column.index());
    }
    expression.operands().forEach(operand -> references(operand, columns));
  }

  /** Whether the rows of a step, as a set, are the same in every run. */
  private Optional<String> ofRows(PlanNode node, Collection<Integer> columns) {
    if (node instanceof SourceNode source) {
      return columns.stream()
          .map(column -> Variations.of(source.columns().get(column)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (node instanceof CalcNode calc) {
      return ofCalc(calc, columns, false);
    }
    if (node instanceof UnionNode) {
      return node.inputs().stream()
          .map(input -> ofRows(input, columns))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (node instanceof DeduplicateNode first) {
      return ofFirst(first, columns);
    }
    Optional<String> variation =
        Variations.ofStep(node)
            .or(
                () ->
                    Variations.expressions(node).stream()
                        .map(Variations::of)
                        .flatMap(Optional::stream)
                        .findFirst());
    return variation.isPresent()
        ? variation
        : node.inputs().stream()
            .map(input -> ofRows(input, all(input)))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private Optional<String> ofFirst(DeduplicateNode first, Collection<Integer> columns) {
    boolean isOrdered = first.input() instanceof RowtimeSortNode;
    if (!isOrdered && !first.keys().containsAll(columns)) {
      return Optional.of("which row of a key comes first depends on the order of arrival");
    }
    return ofRows(first.input(), columns);
  }

  /** All columns but those that only stand for the moment at which a row is processed. */
  private static Collection<Integer> all(PlanNode node) {
    List<TimeAttribute> times = node.properties().timeAttributes();
    return IntStream.range(0, times.size())
        .filter(column -> times.get(column) != TimeAttribute.PROCTIME)
        .boxed()
        .toList();
  }

  private static Collection<Integer> intersection(Collection<Integer> some, List<Integer> others) {
    return some.stream().filter(others::contains).toList();
  }
}
