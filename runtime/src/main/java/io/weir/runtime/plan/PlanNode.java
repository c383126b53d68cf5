package io.weir.runtime.plan;

import java.util.List;

/**
 * A node of a physical plan: an immutable description of one step, which prints itself and makes
 * what runs it. Exactly one of {@link SourceNode}, {@link OperatorNode}, {@link SinkNode} and
 * {@link UnionNode}, which are what the job graph distinguishes; everything else about a node is
 * its own business.
 */
public interface PlanNode {
  /** The name of the step, such as {@code WindowAggregate}, for EXPLAIN and metrics. */
  String name();

  /** The nodes whose streams this one consumes, by input number. */
  List<PlanNode> inputs();

  /** What is known about the stream that this node produces. */
  StreamProperties properties();

  /** How the rows of input {@code input} must be spread over this node's instances. */
  Distribution requiredDistribution(int input);

  /**
   * What EXPLAIN prints behind the name, in order: expressions and keys in terms of column names.
   * Also what the stable operator id is made from, so it must say all that matters to the
   * operator's state and nothing that changes from run to run.
   */
  List<Attribute> attributes();

  /** One printed detail of a node. */
  record Attribute(String name, String value) {}
}
