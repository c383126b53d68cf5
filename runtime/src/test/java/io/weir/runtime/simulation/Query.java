package io.weir.runtime.simulation;

import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.group.LocalGroupAggregateNode;
import io.weir.runtime.operator.window.LocalWindowAggregateNode;
import io.weir.runtime.operator.window.WindowAggregateNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.operator.window.WindowRows;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.OptionalInt;

/** Aggregations. */
enum Query implements SimulatedQuery {
  /** A small obvious operator with its own state. */
  OBVIOUS_WINDOW(0, 3) {
    @Override
    PlanNode plan(PlanNode input) {
      return new KeyedWindowCount(input, 10);
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.windows(inputs, 10, 10);
    }
  },
  TUMBLE(0, 3) {
    @Override
    PlanNode plan(PlanNode input) {
      return window(input, WindowSpec.tumble(7, 0));
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.windows(inputs, 7, 7);
    }
  },
  TUMBLE_IN_TWO_PHASES(0, 3) {
    @Override
    PlanNode plan(PlanNode input) {
      WindowRows rows = WindowRows.rowtime(0);
      LocalWindowAggregateNode local =
          LocalWindowAggregateNode.of(
              input, WindowSpec.tumble(10, 0), rows, List.of(1), countAndSum(input));
      return WindowAggregateNode.merging(local, List.of(WindowColumn.WINDOW_END));
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.windows(inputs, 10, 10);
    }
  },
  HOP(0, 3) {
    @Override
    PlanNode plan(PlanNode input) {
      return window(input, WindowSpec.hop(12, 4, 0));
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.windows(inputs, 12, 4);
    }
  },
  GROUP_BY(0) {
    @Override
    PlanNode plan(PlanNode input) {
      return GroupAggregateNode.of(input, List.of(1), countAndSum(input), ChangelogKind.RETRACT);
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.groups(inputs);
    }
  },
  GROUP_BY_IN_TWO_PHASES(0) {
    @Override
    PlanNode plan(PlanNode input) {
      LocalGroupAggregateNode local =
          LocalGroupAggregateNode.of(input, List.of(1), countAndSum(input));
      return GroupAggregateNode.merging(local, ChangelogKind.RETRACT);
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.groups(inputs);
    }
  },
  /** One row for all, from the start on, and only one task. */
  COUNT_ALL() {
    @Override
    PlanNode plan(PlanNode input) {
      return GroupAggregateNode.of(
          input,
          List.of(),
          List.of(call(AggregateFunctions.COUNT, List.of(), input.properties().schema())),
          ChangelogKind.RETRACT);
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.countAll(inputs);
    }
  },
  /** Two exchanges: windows by key, then the number of windows of each size of group. */
  WINDOWS_REGROUPED(0) {
    @Override
    PlanNode plan(PlanNode input) {
      PlanNode windows = window(input, WindowSpec.tumble(10, 0));
      Schema schema = windows.properties().schema();
      return GroupAggregateNode.of(
          windows,
          List.of(1),
          List.of(
              call(AggregateFunctions.COUNT, List.of(), schema),
              call(AggregateFunctions.SUM, List.of(2), schema)),
          ChangelogKind.RETRACT);
    }

    @Override
    Oracle.Expected expected(List<SimulatedInput> inputs) {
      return Oracle.regrouped(Oracle.windows(inputs, 10, 10));
    }
  };

  private final List<Integer> key;

  Query(Integer... key) {
    this.key = List.of(key);
  }

  @Override
  public List<Integer> key() {
    return key;
  }

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public PlanNode plan(PlanNode input, PlanNode other) {
    return plan(input);
  }

  @Override
  public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
    return expected(inputs);
  }

  /** The plan over rows of the source's schema. */
  abstract PlanNode plan(PlanNode input);

  /** The rows of the result, and how many input rows are late. */
  abstract Oracle.Expected expected(List<SimulatedInput> inputs);

  static PlanNode window(PlanNode input, WindowSpec window) {
    return WindowAggregateNode.of(
        input,
        window,
        WindowRows.rowtime(0),
        List.of(1),
        countAndSum(input),
        List.of(WindowColumn.WINDOW_END));
  }

  static List<AggregateCall> countAndSum(PlanNode input) {
    Schema schema = input.properties().schema();
    return List.of(
        call(AggregateFunctions.COUNT, List.of(), schema),
        call(AggregateFunctions.SUM, List.of(2), schema));
  }

  static AggregateCall call(AggregateFunction function, List<Integer> arguments, Schema schema) {
    String name = function.name() + arguments;
    return AggregateCall.of(function, arguments, OptionalInt.empty(), false, name, schema);
  }
}
