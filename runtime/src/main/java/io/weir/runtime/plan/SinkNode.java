package io.weir.runtime.plan;

import io.weir.runtime.connector.Sink;
import java.util.List;

/**
 * Writes a stream to the outside.
 *
 * @param table the table's name, for EXPLAIN and errors
 * @param sink writes the rows
 * @param input the stream
 * @param distribution how rows must be spread over the writers: hashed on the sink's key where it
 *     has one
 */
public record SinkNode(String table, Sink sink, PlanNode input, Distribution distribution)
    implements PlanNode {
  @Override
  public String name() {
    return "Sink";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public StreamProperties properties() {
    return input.properties();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return distribution;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute("table", table), new Attribute("sink", sink.describe()));
  }
}
