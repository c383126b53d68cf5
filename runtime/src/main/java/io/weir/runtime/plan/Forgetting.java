package io.weir.runtime.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Tells what a plan may forget. Behind a step that forgets, rows can leave that never came: what
 * they would have replaced was forgotten. Steps pass over them then, which otherwise is a bug.
 */
public final class Forgetting {
  private Forgetting() {}

  /** Whether a step, or one before it, keeps something for a limited time only. */
  public static boolean isPossible(PlanNode node) {
    return isPossible(node, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean isPossible(PlanNode node, Set<PlanNode> seen) {
    if (!seen.add(node)) {
      return false;
    }
    boolean forgets =
        node instanceof OperatorNode operator
            && operator.stateTables().stream().anyMatch(table -> table.ttlMillis() > 0);
    return forgets || node.inputs().stream().anyMatch(input -> isPossible(input, seen));
  }
}
