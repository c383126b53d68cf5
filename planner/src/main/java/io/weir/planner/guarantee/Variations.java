package io.weir.planner.guarantee;

import io.weir.runtime.expression.Call;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.correlate.CorrelateNode;
import io.weir.runtime.operator.join.JoinNode;
import io.weir.runtime.operator.lookup.LookupJoinNode;
import io.weir.runtime.operator.over.OverNode;
import io.weir.runtime.operator.sort.LimitNode;
import io.weir.runtime.operator.timejoin.IntervalJoinNode;
import io.weir.runtime.operator.window.SessionAssignNode;
import io.weir.runtime.operator.window.WindowAggregateNode;
import io.weir.runtime.operator.window.WindowRows;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.TimeAttribute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes two runs differ over the same input, though nothing goes wrong in either. */
final class Variations {
  private Variations() {}

  /** A sentence for each cause in a plan, without repetition. */
  static Set<String> of(PlanNode node) {
    Set<String> found = new LinkedHashSet<>();
    collect(node, found);
    return found;
  }

  private static void collect(PlanNode node, Set<String> found) {
    for (Expression expression : expressions(node)) {
      of(expression).ifPresent(found::add);
    }
    ofStep(node).ifPresent(found::add);
    if (node instanceof OperatorNode operator
        && operator.stateTables().stream().anyMatch(table -> table.ttlMillis() > 0)) {
      found.add("what " + node.name() + " remembers is forgotten by the clock (time to live)");
    }
    node.inputs().forEach(input -> collect(input, found));
  }

  /** Why a step's rows differ from run to run, not counting its expressions. */
  static Optional<String> ofStep(PlanNode node) {
    if (node instanceof WindowAggregateNode window
            && window.rows().kind() == WindowRows.Kind.PROCTIME
        || node instanceof SessionAssignNode sessions && sessions.isProctime()
        || node instanceof OverNode over && over.mode() == OverNode.Mode.PROCTIME
        || node instanceof IntervalJoinNode join && join.bounds().isProctime()) {
      return Optional.of(node.name() + " goes by the time at which rows are processed");
    }
    if (node instanceof LimitNode) {
      return Optional.of("which rows Limit lets through depends on the order in which they come");
    }
    if (node instanceof CorrelateNode correlate && !correlate.call().isDeterministic()) {
      return Optional.of(correlate.call().name() + " gives other rows from call to call");
    }
    if (node instanceof LookupJoinNode join && !join.table().isRepeatable()) {
      return Optional.of(
          "after a crash the lookups in table \""
              + join.table().source().table()
              + "\" may find other rows, and so other keys");
    }
    return Optional.empty();
  }

  /** Why an expression has other values from run to run. */
  static Optional<String> of(Expression expression) {
    if (expression.isDeterministic()) {
      return Optional.empty();
    }
    if (expression instanceof Call call
        && call.binding().determinism() != Determinism.DETERMINISTIC) {
      return Optional.of(
          call.function().name()
              + (call.binding().determinism() == Determinism.PER_BATCH
                  ? " depends on the clock"
                  : " gives another value from call to call"));
    }
    return expression.operands().stream().map(Variations::of).flatMap(Optional::stream).findFirst();
  }

  /** What a step evaluates for each row. */
  static List<Expression> expressions(PlanNode node) {
    List<Expression> expressions = new ArrayList<>();
    if (node instanceof CalcNode calc) {
      calc.condition().ifPresent(expressions::add);
      expressions.addAll(calc.projections());
    } else if (node instanceof SourceNode source) {
      for (int i = 0; i < source.columns().size(); i++) {
        boolean isMark = source.properties().timeAttributes().get(i) == TimeAttribute.PROCTIME;
        if (!isMark) {
          expressions.add(source.columns().get(i));
        }
      }
    } else if (node instanceof JoinNode join) {
      join.condition().ifPresent(expressions::add);
    } else if (node instanceof IntervalJoinNode join) {
      join.condition().ifPresent(expressions::add);
    } else if (node instanceof LookupJoinNode join) {
      join.condition().ifPresent(expressions::add);
    } else if (node instanceof CorrelateNode correlate) {
      correlate.condition().ifPresent(expressions::add);
    }
    return expressions;
  }
}
