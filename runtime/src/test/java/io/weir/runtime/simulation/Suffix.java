package io.weir.runtime.simulation;

import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.RankRange;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A plan and its rows, to which random operators are added at the end: each has to follow every
 * change of what comes before.
 */
final class Suffix {
  private PlanNode plan;
  private Oracle.Expected expected;
  private List<Integer> key;
  private final StringBuilder name;

  Suffix(String name, PlanNode plan, Oracle.Expected expected, List<Integer> key) {
    this.name = new StringBuilder(name);
    this.plan = plan;
    this.expected = expected;
    this.key = key;
  }

  PlanNode plan() {
    return plan;
  }

  Oracle.Expected expected() {
    return expected;
  }

  /** As in {@link SimulatedQuery#key}. */
  List<Integer> key() {
    return key;
  }

  String name() {
    return name.toString();
  }

  /**
   * Adds a grouping or a ranking by columns that are never NULL; nothing if there are none. What it
   * groups by may be a value that is there only for a moment, and not at all in another run: no
   * table can be written once more by such a key.
   */
  void add(SplittableRandom random) {
    List<Integer> columns = columns();
    if (columns.isEmpty()) {
      return;
    }
    key = List.of();
    int by = columns.get(random.nextInt(columns.size()));
    int of = columns.get(random.nextInt(columns.size()));
    boolean isGroup = random.nextBoolean();
    name.append(isGroup ? " then group by " : " then first two by ").append(by);
    name.append(isGroup ? " sum of " : " ordered by ").append(of);
    if (isGroup) {
      group(by, of);
    } else {
      top(by, of);
    }
  }

  private List<Integer> columns() {
    Schema schema = plan.properties().schema();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      int column = i;
      boolean isNull =
          expected.rows().stream().anyMatch(row -> row.get(column).equals(Oracle.NULL));
      if (schema.type(i).kind() == TypeKind.BIGINT && !isNull) {
        columns.add(i);
      }
    }
    return columns;
  }

  private void group(int by, int of) {
    Schema schema = plan.properties().schema();
    plan =
        GroupAggregateNode.of(
            plan,
            List.of(by),
            List.of(
                Query.call(AggregateFunctions.COUNT, List.of(), schema),
                Query.call(AggregateFunctions.SUM, List.of(of), schema)),
            ChangelogKind.RETRACT);
    Map<Long, long[]> groups = new TreeMap<>();
    for (List<Long> row : expected.rows()) {
      long[] sums = groups.computeIfAbsent(row.get(by), value -> new long[2]);
      sums[0]++;
      sums[1] += row.get(of);
    }
    List<List<Long>> rows = new ArrayList<>();
    groups.forEach((value, sums) -> rows.add(List.of(value, sums[0], sums[1])));
    expected = Oracle.sorted(rows, expected.lateRows());
  }

  private void top(int by, int of) {
    plan =
        TopNNode.of(
            plan,
            List.of(by),
            List.of(SortKey.descending(of)),
            RankFunction.ROW_NUMBER,
            RankRange.of(1, 2),
            Optional.empty(),
            0,
            false);
    List<List<Long>> rows = new ArrayList<>(expected.rows());
    expected = new Oracle.Expected(RowOracle.top(rows, by, of, 2).rows(), expected.lateRows());
  }
}
