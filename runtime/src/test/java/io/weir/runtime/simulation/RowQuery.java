package io.weir.runtime.simulation;

import io.weir.runtime.expression.Notation;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.match.AfterMatch;
import io.weir.runtime.operator.match.Definition;
import io.weir.runtime.operator.match.MatchNode;
import io.weir.runtime.operator.match.MatchView;
import io.weir.runtime.operator.match.Navigation;
import io.weir.runtime.operator.match.PatternVariable;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.over.OverCall;
import io.weir.runtime.operator.over.OverFrame;
import io.weir.runtime.operator.over.OverNode;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.RankRange;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.rank.WindowTopNNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.operator.window.SessionAssignNode;
import io.weir.runtime.operator.window.WindowAggregateNode;
import io.weir.runtime.operator.window.WindowAssignNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.operator.window.WindowRows;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Queries about the order of rows of one table. */
enum RowQuery implements SimulatedQuery {
  /** The two largest values of each key. */
  TOP_TWO {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return top(input, 2, 2);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.top(RowOracle.all(inputs), 1, 2, 2);
    }
  },
  /** The last row of each key by time: what deduplication keeps. */
  LAST_ROW {
    @Override
    public List<Integer> key() {
      return List.of(1);
    }

    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return top(input, 0, 1);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.top(RowOracle.all(inputs), 1, 0, 1);
    }
  },
  TOP_TWO_OF_WINDOW {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      PlanNode windows = WindowAssignNode.of(input, WindowSpec.tumble(10, 0), 0);
      return WindowTopNNode.of(
          windows,
          5,
          Optional.empty(),
          List.of(1),
          List.of(SortKey.descending(2)),
          RankFunction.ROW_NUMBER,
          RankRange.of(1, 2),
          Optional.empty());
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.topOfWindows(inputs, 10, 2);
    }
  },
  /** The sum so far, by time. */
  RUNNING_SUM {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return over(input, OverNode.Mode.ROWTIME, 0, OverFrame.DEFAULT);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.runningSum(inputs);
    }
  },
  /** The sum of each value and the two before it: changes with every row that comes between. */
  SUM_OF_THREE {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return over(input, OverNode.Mode.CHANGES, 2, new OverFrame(OverFrame.Unit.ROWS, 2, 0));
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.sumOfThree(inputs);
    }
  },
  SESSIONS {
    @Override
    public List<Integer> key() {
      return List.of(0, 1);
    }

    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      WindowSpec window = WindowSpec.session(10);
      PlanNode sessions = SessionAssignNode.of(input, window, 0, List.of(1));
      return WindowAggregateNode.of(
          sessions,
          window,
          WindowRows.windowEnd(5),
          List.of(1, 4),
          Query.countAndSum(sessions),
          List.of(WindowColumn.WINDOW_END));
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.sessions(inputs, 10);
    }
  },
  /** A row and the next one of its key by time and value, if that has a larger value. */
  RISES {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      LogicalType value = LogicalType.bigint();
      MatchView values =
          new MatchView(
              List.of(new Navigation(0, false, 0, 2, value), new Navigation(1, false, 0, 2, value)),
              List.of());
      Schema columns = Schema.of(new Field("before", value), new Field("now", value));
      Definition rises = new Definition(values, Notation.parse("now > before", columns));
      return MatchNode.of(
          input,
          List.of(1),
          List.of(SortKey.ascending(0), SortKey.ascending(2)),
          List.of(new PatternVariable("A", 1, 1, false), new PatternVariable("B", 1, 1, false)),
          List.of(Optional.empty(), Optional.of(rises)),
          AfterMatch.PAST_LAST_ROW,
          0,
          values,
          ZoneOffset.UTC);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return RowOracle.rises(inputs);
    }
  },
  /** Groups through the last row of each key, and back to a changelog with old rows. */
  MATERIALIZED_GROUPS {
    @Override
    public List<Integer> key() {
      return List.of(0);
    }

    @Override
    public boolean needsOrder() {
      return false;
    }

    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      PlanNode groups =
          GroupAggregateNode.of(input, List.of(1), Query.countAndSum(input), ChangelogKind.RETRACT);
      return MaterializeNode.normalize(MaterializeNode.lastRow(groups, List.of(0)), List.of(0));
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return Oracle.groups(inputs);
    }
  };

  private static PlanNode top(PlanNode input, int orderedBy, int limit) {
    return TopNNode.of(
        input,
        List.of(1),
        List.of(SortKey.descending(orderedBy)),
        RankFunction.ROW_NUMBER,
        RankRange.of(1, limit),
        Optional.empty(),
        0,
        false);
  }

  private static PlanNode over(PlanNode input, OverNode.Mode mode, int orderedBy, OverFrame frame) {
    AggregateCall sum = Query.call(AggregateFunctions.SUM, List.of(2), input.properties().schema());
    AggregateCall nullable =
        new AggregateCall(
            sum.function(),
            sum.arguments(),
            sum.filter(),
            sum.distinct(),
            sum.name(),
            sum.type().withNullable(true));
    return OverNode.of(
        input,
        mode,
        List.of(1),
        List.of(SortKey.ascending(orderedBy)),
        frame,
        List.of(OverCall.of(nullable)),
        0);
  }
}
