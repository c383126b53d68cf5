package io.weir.runtime.simulation;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.plan.UnionNode;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A query over random input, with the outside it writes to and what should arrive there.
 *
 * @param roots the plan
 * @param outputs one for each root
 * @param pauses how many splits pause for longer than the idle time-out
 */
record Scenario(List<SinkNode> roots, List<ExpectedOutput> outputs, int pauses) {
  private static final long IDLE_TIMEOUT_MILLIS = 100;

  /** What should arrive in a sink. */
  record ExpectedOutput(Query query, SimulatedExternal external, Oracle.Expected expected) {}

  static Scenario random(SplittableRandom random, Clock clock) {
    SimulatedInput input = SimulatedInput.random(random);
    PlanNode source = source("t", input, true, clock, random.split());
    List<SimulatedInput> inputs = List.of(input);
    if (random.nextInt(4) == 0) {
      SimulatedInput other = SimulatedInput.random(random);
      PlanNode second = source("u", other, true, clock, random.split());
      boolean hasPause =
          input.splits().stream().anyMatch(s -> s.pauseAt() >= 0)
              || other.splits().stream().anyMatch(s -> s.pauseAt() >= 0);
      if (!hasPause) {
        source = new UnionNode(List.of(source, second), source.properties());
        inputs = List.of(input, other);
      }
    }
    List<SinkNode> roots = new ArrayList<>();
    List<ExpectedOutput> outputs = new ArrayList<>();
    int sinkCount = random.nextInt(5) == 0 ? 2 : 1;
    for (int i = 0; i < sinkCount; i++) {
      SimulatedExternal external = new SimulatedExternal(random.split());
      Query query = Query.values()[random.nextInt(Query.values().length)];
      PlanNode result = query.plan(source);
      roots.add(new SinkNode("sink" + i, external.sink(), result, Distribution.ANY));
      outputs.add(new ExpectedOutput(query, external, query.expected(inputs)));
    }
    long pauses = input.splits().stream().filter(split -> split.pauseAt() >= 0).count();
    return new Scenario(List.copyOf(roots), List.copyOf(outputs), (int) pauses);
  }

  static SourceNode source(
      String table, SimulatedInput input, boolean isBounded, Clock clock, SplittableRandom random) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < SimulatedSource.SCHEMA.size(); i++) {
      columns.add(ColumnReference.of(SimulatedSource.SCHEMA, i));
    }
    StreamProperties properties =
        new StreamProperties(
            SimulatedSource.SCHEMA,
            ChangelogKind.INSERT_ONLY,
            List.of(),
            List.of(
                TimeAttribute.ROWTIME, TimeAttribute.NONE, TimeAttribute.NONE, TimeAttribute.NONE),
            Set.of());
    return new SourceNode(
        table,
        new SimulatedSource(input, isBounded, clock, random),
        columns,
        Optional.of(
            new SourceNode.WatermarkSpec(
                0, ColumnReference.of(SimulatedSource.SCHEMA, 3), IDLE_TIMEOUT_MILLIS, false)),
        properties);
  }
}
