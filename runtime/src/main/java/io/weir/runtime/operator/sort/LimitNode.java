package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Passes on some rows of an insert-only stream, in the order of their arrival.
 *
 * @param input insert-only
 * @param offset how many rows to leave out at the beginning
 * @param limit how many rows to pass on at most
 */
public record LimitNode(PlanNode input, long offset, OptionalLong limit) implements OperatorNode {
  public LimitNode {
    if (offset < 0 || limit.orElse(0) < 0) {
      throw new IllegalArgumentException("OFFSET " + offset + " LIMIT " + limit);
    }
    if (input.properties().changelog() != ChangelogKind.INSERT_ONLY) {
      throw new IllegalArgumentException("a limit cannot consume a changelog");
    }
  }

  @Override
  public String name() {
    return "Limit";
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
    return Distribution.SINGLE;
  }

  @Override
  public int maxParallelism() {
    return 1;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    if (offset > 0) {
      attributes.add(new Attribute("offset", Long.toString(offset)));
    }
    limit.ifPresent(rows -> attributes.add(new Attribute("limit", Long.toString(rows))));
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(Counters.spec("progress", LimitOperator.COUNTERS));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new LimitOperator(this, context);
  }
}
