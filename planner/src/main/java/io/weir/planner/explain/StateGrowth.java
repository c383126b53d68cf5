package io.weir.planner.explain;

import io.weir.planner.convert.Plans;
import io.weir.planner.setting.Settings;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.plan.PlanNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds steps whose state grows for as long as new keys come. */
public final class StateGrowth {
  private StateGrowth() {}

  /** One warning for each such step; none over bounded input, or if state is forgotten. */
  public static List<String> warnings(PlanNode root, Settings settings) {
    Set<String> warnings = new LinkedHashSet<>();
    if (settings.stateTtlMillis() == 0) {
      collect(root, warnings);
    }
    return List.copyOf(warnings);
  }

  private static void collect(PlanNode node, Set<String> warnings) {
    boolean isEndless =
        Plans.sources(node).stream().anyMatch(source -> !source.source().isBounded());
    if (node instanceof GroupAggregateNode group
        && isEndless
        && !group.aggregation().keys().isEmpty()) {
      warnings.add(
          "GroupAggregate by "
              + group.aggregation().describeKeys()
              + " keeps every key for ever: group by window_start and window_end of a window"
              + " function too, or SET 'table.exec.state.ttl' to forget keys that rest");
    }
    node.inputs().forEach(input -> collect(input, warnings));
  }
}
