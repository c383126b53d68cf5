package io.weir.runtime.execution.job;

import io.weir.runtime.plan.SinkNode;
import java.util.List;

/**
 * What a job does and how.
 *
 * @param name for messages
 * @param roots its sinks; a node that is reachable on several ways as the same object is run once
 * @param options how it runs
 */
public record JobDefinition(String name, List<SinkNode> roots, JobOptions options) {
  public JobDefinition {
    roots = List.copyOf(roots);
  }
}
