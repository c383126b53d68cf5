package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.convert.Stream.WindowProperty;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.rank.DeduplicateNode;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.RankRange;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.rank.WindowTopNNode;
import io.weir.runtime.operator.sort.RowtimeSortNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Top-N, deduplication, and both within windows: what a {@link RankPattern} becomes.
 *
 * <ul>
 *   <li>Partitioned by {@code window_start} and {@code window_end}: emitted once, when the window
 *       ends.
 *   <li>The first row by a time attribute: emitted once; by rowtime when the watermark has reached
 *       it.
 *   <li>Else a changelog, in which the last row by a rowtime keeps its time.
 * </ul>
 */
final class RankConverter {
  private static final int ABSENT = -1;
  private static final String RANK_MADE_ORDINARY = "the ranking made it an ordinary column";

  private final RankPattern pattern;
  private final Wanted wanted;
  private final Conversion conversion;
  private final List<Integer> placeOfColumn = new ArrayList<>();

  private RankConverter(RankPattern pattern, Wanted wanted, Conversion conversion) {
    this.pattern = pattern;
    this.wanted = wanted;
    this.conversion = conversion;
  }

  /**
   * The stream of a filter that is a pattern.
   *
   * @param isRankUsed whether anybody looks at the ranks
   */
  static Stream convert(
      RankPattern pattern, boolean isRankUsed, Wanted wanted, Conversion conversion) {
    boolean isOutput = isRankUsed && pattern.rank() < pattern.columns() || !pattern.isRankFree();
    Stream ranked = new RankConverter(pattern, wanted, conversion).ranked(isOutput);
    Stream filtered = filtered(ranked, pattern, conversion);
    return new Stream(
        filtered.node(), filtered.slots().subList(0, pattern.columns()), filtered.pending());
  }

  private static Stream filtered(Stream ranked, RankPattern pattern, Conversion conversion) {
    if (pattern.rest().isEmpty()) {
      return ranked;
    }
    RexNode rest =
        RexUtil.composeConjunction(pattern.project().getCluster().getRexBuilder(), pattern.rest());
    return Calcs.filter(
        ranked, conversion.expressions().convert(rest, Inputs.of(ranked)), conversion);
  }

  private Stream ranked(boolean isRankOutput) {
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> allNames = pattern.project().getRowType().getFieldNames();
    for (int i = 0; i < allNames.size(); i++) {
      boolean isKept = i != pattern.rank() && !isConstant(i);
      placeOfColumn.add(isKept ? columns.size() : ABSENT);
      if (isKept) {
        columns.add(pattern.project().getProjects().get(i));
        names.add(allNames.get(i));
      }
    }
    Stream input = conversion.convert(pattern.project().getInput(), Wanted.RETRACT);
    OverKeys keys = OverKeys.of(input, columns, names, pattern.over(), List.of(), conversion);
    Optional<String> rankName =
        isRankOutput ? Optional.of(allNames.get(pattern.rank())) : Optional.empty();
    Optional<WindowProperty> end = windowEnd(keys);
    if (end.isPresent() && isInsertOnly(keys)) {
      return windowed(keys, end.get(), rankName);
    }
    if (isFirstByTime(keys)) {
      return first(keys);
    }
    return isLastToCome(keys) ? last(keys) : updating(keys, rankName);
  }

  /** Constants are not kept with the rows, but put beside them afterwards. */
  private boolean isConstant(int column) {
    return pattern.project().getProjects().get(column) instanceof RexLiteral;
  }

  private static boolean isInsertOnly(OverKeys keys) {
    return keys.stream().node().properties().changelog() == ChangelogKind.INSERT_ONLY;
  }

  /** The end of the window, if both its start and its end are partitioned by. */
  private Optional<WindowProperty> windowEnd(OverKeys keys) {
    if (pattern.toColumn().isPresent()) {
      return Optional.empty();
    }
    for (int column : keys.partition()) {
      Optional<WindowProperty> property = keys.stream().slots().get(column).window();
      if (property.isPresent() && property.get().column() == WindowColumn.WINDOW_END) {
        boolean hasStart =
            keys.partition().stream()
                .anyMatch(other -> is(keys, other, property.get(), WindowColumn.WINDOW_START));
        if (hasStart) {
          return property;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean is(
      OverKeys keys, int column, WindowProperty of, WindowColumn windowColumn) {
    return keys.stream()
        .slots()
        .get(column)
        .window()
        .filter(p -> p.frame() == of.frame() && p.column() == windowColumn)
        .isPresent();
  }

  private Stream windowed(OverKeys keys, WindowProperty end, Optional<String> rankName) {
    List<Integer> partition = new ArrayList<>();
    int endColumn = -1;
    for (int column : keys.partition()) {
      if (is(keys, column, end, WindowColumn.WINDOW_END)) {
        endColumn = column;
      } else if (!is(keys, column, end, WindowColumn.WINDOW_START)
          && !is(keys, column, end, WindowColumn.WINDOW_TIME)) {
        partition.add(column);
      }
    }
    PlanNode node =
        WindowTopNNode.of(
            keys.stream().node(),
            endColumn,
            end.frame().spec().zone(),
            partition,
            keys.order(),
            pattern.function(),
            RankRange.of(pattern.from(), pattern.to()),
            rankName);
    return placed(node, keys, true, rankName.isPresent());
  }

  /** Whether the one row that is wanted is the first by a time attribute. */
  private boolean isFirstByTime(OverKeys keys) {
    if (!isOne() || keys.order().size() != 1 || !isInsertOnly(keys)) {
      return false;
    }
    SortKey key = keys.order().get(0);
    return !key.descending() && keys.stream().time(key.column()) != TimeAttribute.NONE;
  }

  /** Whether the one row that is wanted is the last by processing time, which is how rows come. */
  private boolean isLastToCome(OverKeys keys) {
    if (!isOne() || keys.order().size() != 1 || !isInsertOnly(keys)) {
      return false;
    }
    SortKey key = keys.order().get(0);
    return key.descending() && keys.stream().time(key.column()) == TimeAttribute.PROCTIME;
  }

  private boolean isOne() {
    return pattern.function() == RankFunction.ROW_NUMBER
        && pattern.from() == 1
        && pattern.to() == 1
        && pattern.toColumn().isEmpty();
  }

  private Stream first(OverKeys keys) {
    PlanNode node = keys.stream().node();
    int time = keys.order().get(0).column();
    if (keys.stream().time(time) == TimeAttribute.ROWTIME) {
      node = new RowtimeSortNode(node, keys.partition(), keys.order());
    }
    node = DeduplicateNode.of(node, keys.partition(), conversion.settings().stateTtlMillis());
    return placed(node, keys, true, false);
  }

  private Stream last(OverKeys keys) {
    PlanNode input = keys.stream().node();
    MaterializeNode node =
        MaterializeNode.lastToCome(input, keys.partition(), isWantedBy(keys.partition(), input))
            .withTtl(conversion.settings().stateTtlMillis());
    return placed(node, keys, false, false);
  }

  private boolean isWantedBy(List<Integer> key, PlanNode input) {
    return wanted.isUpsert() && new HashSet<>(key).equals(new HashSet<>(wantedKey(input, false)));
  }

  private Stream updating(OverKeys keys, Optional<String> rankName) {
    PlanNode input = keys.stream().node();
    OptionalInt toColumn =
        pattern.toColumn().isPresent()
            ? OptionalInt.of(placeOfColumn.get(pattern.toColumn().getAsInt()))
            : OptionalInt.empty();
    RankRange range = new RankRange(pattern.from(), pattern.to(), toColumn);
    Optional<String> rank =
        pattern.function() == RankFunction.ROW_NUMBER && range.isOne()
            ? Optional.empty()
            : rankName;
    TopNNode node = topN(input, keys, range, rank, false);
    Optional<List<Integer>> key =
        TopNNode.upsertKey(
            node.properties().schema(), keys.partition(), pattern.function(), range, rank);
    boolean isUpsert =
        wanted.isUpsert()
            && key.isPresent()
            && new HashSet<>(key.get()).equals(new HashSet<>(wantedKey(input, rank.isPresent())));
    boolean keepsTime = node.properties().timeAttributes().contains(TimeAttribute.ROWTIME);
    return placed(
        isUpsert ? topN(input, keys, range, rank, true) : node, keys, keepsTime, rank.isPresent());
  }

  /** The columns by which the consumer replaces, as positions in the result of the ranking. */
  private List<Integer> wantedKey(PlanNode input, boolean hasRank) {
    List<Integer> key = new ArrayList<>();
    for (int column : wanted.key()) {
      if (column != pattern.rank()) {
        key.add(placeOfColumn.get(column));
      } else if (hasRank) {
        key.add(input.properties().schema().size());
      }
    }
    return key;
  }

  private TopNNode topN(
      PlanNode input, OverKeys keys, RankRange range, Optional<String> rank, boolean isUpsert) {
    return TopNNode.of(
        input,
        keys.partition(),
        keys.order(),
        pattern.function(),
        range,
        rank,
        conversion.settings().stateTtlMillis(),
        isUpsert);
  }

  /** The columns of the projection over the result; a rank that is not there is a constant. */
  private Stream placed(PlanNode node, OverKeys keys, boolean keepsTime, boolean hasRank) {
    List<Slot> slots = new ArrayList<>();
    List<String> names = pattern.project().getRowType().getFieldNames();
    boolean hasConstants = !hasRank;
    for (int i = 0; i < names.size(); i++) {
      if (i == pattern.rank()) {
        slots.add(Slot.of(names.get(i), keys.stream().size()));
      } else if (isConstant(i)) {
        slots.add(Slot.of(names.get(i), ABSENT));
        hasConstants = true;
      } else {
        slots.add(kept(keys, placeOfColumn.get(i), keepsTime));
      }
    }
    if (!hasConstants) {
      return new Stream(node, slots, Optional.empty());
    }
    List<Expression> columns = ExpressionConverter.columns(node.properties().schema());
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Expression expression;
      if (isConstant(i)) {
        RexNode constant = pattern.project().getProjects().get(i);
        expression = conversion.expressions().convert(constant, List.of());
      } else if (i == pattern.rank() && !hasRank) {
        expression = new Literal(LogicalType.bigint().withNullable(false), pattern.from());
      } else {
        expression = columns.get(slots.get(i).column());
      }
      outputs.add(new Output(slots.get(i), Optional.of(expression)));
    }
    return Calcs.project(new Stream(node, slots, Optional.empty()), outputs, conversion);
  }

  private static Slot kept(OverKeys keys, int column, boolean keepsTime) {
    Slot slot = keys.stream().slots().get(column);
    boolean isLost = !keepsTime && keys.stream().time(column) != TimeAttribute.NONE;
    return isLost
        ? new Slot(
            slot.name(),
            slot.column(),
            slot.window(),
            Optional.of(LostTime.passedOn(keys.stream().time(column), RANK_MADE_ORDINARY)))
        : slot;
  }
}
