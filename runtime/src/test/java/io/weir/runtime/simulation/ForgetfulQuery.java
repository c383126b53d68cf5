package io.weir.runtime.simulation;

import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.group.LocalGroupAggregateNode;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.RankRange;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Queries whose state has a time to live. When it is forgotten depends on the clock; that no row is
 * lost or counted twice does not: rows of groups that were forgotten stay in the result.
 */
enum ForgetfulQuery implements SimulatedQuery {
  /** The results of all lives of a group add up to that of one that lives for ever. */
  FORGOTTEN_GROUPS {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return GroupAggregateNode.of(
              input, List.of(1), Query.countAndSum(input), ChangelogKind.RETRACT)
          .withTtl(TTL_MILLIS);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return Oracle.groups(inputs);
    }

    @Override
    public List<List<Long>> settled(List<List<Long>> rows) {
      return sums(rows);
    }
  },
  FORGOTTEN_GROUPS_IN_TWO_PHASES {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      LocalGroupAggregateNode local =
          LocalGroupAggregateNode.of(input, List.of(1), Query.countAndSum(input));
      return GroupAggregateNode.merging(local, ChangelogKind.RETRACT).withTtl(TTL_MILLIS);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return Oracle.groups(inputs);
    }

    @Override
    public List<List<Long>> settled(List<List<Long>> rows) {
      return sums(rows);
    }
  },
  /** The largest row of each key is among those of all its lives. */
  FORGOTTEN_FIRST {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return largest(input, 1);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.top(RowOracle.all(inputs), 1, 2, 1);
    }

    @Override
    public List<List<Long>> settled(List<List<Long>> rows) {
      return RowOracle.top(new ArrayList<>(rows), 1, 2, 1).rows();
    }
  },
  FORGOTTEN_FIRST_TWO {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return largest(input, 2);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.top(RowOracle.all(inputs), 1, 2, 2);
    }

    @Override
    public List<List<Long>> settled(List<List<Long>> rows) {
      return RowOracle.top(new ArrayList<>(rows), 1, 2, 2).rows();
    }
  };

  private static final long TTL_MILLIS = 60;

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public boolean isForgetful() {
    return true;
  }

  private static PlanNode largest(PlanNode input, int limit) {
    return TopNNode.of(
        input,
        List.of(1),
        List.of(SortKey.descending(2)),
        RankFunction.ROW_NUMBER,
        RankRange.of(1, limit),
        Optional.empty(),
        TTL_MILLIS,
        false);
  }

  private static List<List<Long>> sums(List<List<Long>> rows) {
    Map<Long, long[]> groups = new TreeMap<>();
    for (List<Long> row : rows) {
      long[] sums = groups.computeIfAbsent(row.get(0), key -> new long[2]);
      sums[0] += row.get(1);
      sums[1] += row.get(2);
    }
    List<List<Long>> settled = new ArrayList<>();
    groups.forEach((key, sums) -> settled.add(List.of(key, sums[0], sums[1])));
    return settled;
  }
}
