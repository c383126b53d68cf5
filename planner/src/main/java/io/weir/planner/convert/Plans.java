package io.weir.planner.convert;

import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import java.util.ArrayList;
import java.util.List;

/** Questions about whole plans. */
public final class Plans {
  private Plans() {}

  /** The sources below a node, in the order in which they are printed. */
  public static List<SourceNode> sources(PlanNode node) {
    List<SourceNode> sources = new ArrayList<>();
    collect(node, sources);
    return sources;
  }

  private static void collect(PlanNode node, List<SourceNode> sources) {
    if (node instanceof SourceNode source) {
      sources.add(source);
    }
    node.inputs().forEach(input -> collect(input, sources));
  }
}
