package io.weir.planner.explain;

import io.weir.planner.convert.Plans;
import io.weir.planner.setting.Settings;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.join.JoinNode;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.over.OverNode;
import io.weir.runtime.operator.rank.DeduplicateNode;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.timejoin.TemporalJoinNode;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds steps whose state grows for as long as new keys come, and joins that cannot be spread. */
public final class StateGrowth {
  private StateGrowth() {}

  /** One warning for each such step; none over bounded input, or if state is forgotten. */
  public static List<String> warnings(PlanNode root, Settings settings) {
    Set<String> warnings = new LinkedHashSet<>();
    collectSingle(root, settings, warnings);
    collect(root, warnings);
    return List.copyOf(warnings);
  }

  /** Joins that run in one task, although there are more and neither input is a single row. */
  private static void collectSingle(PlanNode node, Settings settings, Set<String> warnings) {
    boolean isSlow =
        node instanceof JoinNode join
            && join.keys().isEmpty()
            && settings.parallelism() > 1
            && !isOneRow(join.left())
            && !isOneRow(join.right());
    if (isSlow) {
      warnings.add(
          "a Join without an equality between its inputs compares all rows with all others, in one"
              + " task: add a condition such as a.x = b.x");
    }
    node.inputs().forEach(input -> collectSingle(input, settings, warnings));
  }

  private static boolean isOneRow(PlanNode node) {
    return node.properties().uniqueKeys().contains(List.<Integer>of());
  }

  private static void collect(PlanNode node, Set<String> warnings) {
    boolean isEndless =
        Plans.sources(node).stream().anyMatch(source -> !source.source().isBounded());
    if (node instanceof GroupAggregateNode group
        && isEndless
        && group.ttlMillis() == 0
        && !group.aggregation().keys().isEmpty()) {
      warnings.add(
          "GroupAggregate by "
              + group.aggregation().describeKeys()
              + " keeps every key for ever: group by window_start and window_end of a window"
              + " function too, or SET 'table.exec.state.ttl' to forget keys that rest");
    }
    boolean isForgetful =
        node instanceof OperatorNode operator
            && operator.stateTables().stream().anyMatch(table -> table.ttlMillis() > 0);
    boolean keepsSide =
        node instanceof JoinNode kept && (kept.leftTtlMillis() == 0 || kept.rightTtlMillis() == 0);
    if (node instanceof JoinNode join && isEndless && keepsSide) {
      String kept =
          join.leftTtlMillis() > 0
              ? "the right input"
              : join.rightTtlMillis() > 0 ? "the left input" : "both inputs";
      warnings.add(
          "Join on "
              + join.describeKeys()
              + " keeps all rows of "
              + kept
              + " for ever: bound it in time (a.ts BETWEEN b.ts -"
              + " INTERVAL … AND b.ts + INTERVAL …), or SET 'table.exec.state.ttl' to forget rows"
              + " that rest");
    }
    if (isEndless && node instanceof TemporalJoinNode join && join.keepsAllVersions()) {
      warnings.add(
          "TemporalJoin of left rows that change keeps all versions of the right input for ever:"
              + " join a table that only grows on the left, if there is one");
    }
    if (isEndless && !isForgetful) {
      ranking(node).ifPresent(warnings::add);
    }
    node.inputs().forEach(input -> collect(input, warnings));
  }

  private static Optional<String> ranking(PlanNode node) {
    List<String> names = node.properties().schema().names();
    if (node instanceof TopNNode top && !top.partition().isEmpty()) {
      return Optional.of(
          keepsKeys(
              "TopN",
              top.partition(),
              names,
              "partition by window_start and window_end of a" + " window function too"));
    }
    if (node instanceof DeduplicateNode first && !first.keys().isEmpty()) {
      return Optional.of(deduplicate(first.keys(), names));
    }
    if (node instanceof MaterializeNode last
        && last.mode() == MaterializeNode.Mode.LAST_TO_COME
        && !last.key().isEmpty()) {
      return Optional.of(deduplicate(last.key(), names));
    }
    if (node instanceof OverNode over && over.mode() == OverNode.Mode.CHANGES) {
      return Optional.of(
          "Over by "
              + over.partition().stream().map(names::get).toList()
              + " keeps every row for ever: order by a time attribute of a table that only grows,"
              + " or SET 'table.exec.state.ttl' to forget keys that rest");
    }
    return Optional.empty();
  }

  private static String deduplicate(List<Integer> keys, List<String> names) {
    return keepsKeys(
        "Deduplicate",
        keys,
        names,
        "partition by window_start and window_end of a window function too");
  }

  private static String keepsKeys(
      String step, List<Integer> keys, List<String> names, String wayOut) {
    return step
        + " by "
        + keys.stream().map(names::get).toList()
        + " keeps every key for ever: "
        + wayOut
        + ", or SET 'table.exec.state.ttl' to forget keys that rest";
  }
}
