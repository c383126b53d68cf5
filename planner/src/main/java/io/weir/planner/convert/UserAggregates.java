package io.weir.planner.convert;

import io.weir.planner.convert.AggregateArguments.BoundCall;
import io.weir.planner.error.PlanningException;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.UserAggregateFunction;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;

/** What users' aggregate functions must have for the place where they are called. */
final class UserAggregates {
  private UserAggregates() {}

  /** In windows, parts of a group are accumulated apart. */
  static void checkWindow(List<BoundCall> calls) {
    for (BoundCall call : calls) {
      if (!call.function().canMerge()) {
        throw new PlanningException(
            call.position(),
            "the aggregate function "
                + call.function().name()
                + " has no method merge, which windows need",
            "add void merge(accumulator, Iterable<accumulator>) to its class");
      }
    }
  }

  /** Over rows that change, rows are taken back. */
  static void checkRetraction(List<BoundCall> bound, List<AggregateCall> calls, Schema input) {
    for (int i = 0; i < calls.size(); i++) {
      List<LogicalType> types = calls.get(i).arguments().stream().map(input::type).toList();
      if (calls.get(i).function() instanceof UserAggregateFunction user
          && !user.function().canRetract(types)) {
        throw new PlanningException(
            bound.get(i).position(),
            "the aggregate function "
                + user.name()
                + " has no method retract for these arguments, and is called over rows that change",
            "add a method retract with the parameters of accumulate to its class");
      }
    }
  }
}
