package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/** Applies all phases in order. */
public final class Phases {
  private static final List<Phase> ALL =
      List.of(
          new Subqueries(),
          new JoinTableFunctions(),
          new LateralSubqueries(),
          new NeedTimesOfVersions(),
          new SetOperations(),
          new PushFilters(),
          new PruneColumns());

  private Phases() {}

  /**
   * The outcome.
   *
   * @param query after the last phase
   * @param trace the query as translated, then after each phase that changed it
   */
  public record Outcome(RelNode query, List<Step> trace) {}

  /** A query after a phase. */
  public record Step(String phase, String query) {}

  /**
   * Rewrites a query.
   *
   * @param isTraced whether the trace is wanted, which costs time
   */
  public static Outcome apply(RelNode query, RelBuilder builder, boolean isTraced) {
    List<Step> trace = new ArrayList<>();
    RelNode current = query;
    if (isTraced) {
      trace.add(new Step("translated", RelOptUtil.toString(current)));
    }
    for (Phase phase : ALL) {
      RelNode rewritten = phase.apply(current, builder);
      if (isTraced && !rewritten.deepEquals(current)) {
        trace.add(new Step(phase.name(), RelOptUtil.toString(rewritten)));
      }
      current = rewritten;
    }
    return new Outcome(current, List.copyOf(trace));
  }
}
