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
import java.util.HashSet;
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
 * @param endless the source that never ends by itself, if there is one
 */
record Scenario(
    List<SinkNode> roots,
    List<ExpectedOutput> outputs,
    int pauses,
    Optional<SimulatedSource> endless) {
  static final long IDLE_TIMEOUT_MILLIS = 100;

  /** What should arrive in a sink. */
  record ExpectedOutput(
      SimulatedQuery query, String name, External external, Oracle.Expected expected) {}

  /** Whether everything may be written once more to all that it writes to. */
  boolean isRepeatable() {
    return outputs.stream().allMatch(output -> output.external() instanceof SimulatedKeyedTable);
  }

  static Scenario random(SplittableRandom random, Clock clock) {
    List<SimulatedQuery> queries = new ArrayList<>();
    int sinkCount = random.nextInt(5) == 0 ? 2 : 1;
    for (int i = 0; i < sinkCount; i++) {
      queries.add(SimulatedQuery.all().get(random.nextInt(SimulatedQuery.all().size())));
    }
    boolean isOrdered = queries.stream().anyMatch(SimulatedQuery::needsOrder);
    boolean isJoin = queries.stream().anyMatch(SimulatedQuery::isJoin);
    boolean mayPause = !isJoin;
    SimulatedInput input = SimulatedInput.random(random, isOrdered, mayPause);
    boolean isEndless = mayPause && !input.hasPause() && random.nextInt(6) == 0;
    if (isEndless) {
      input = input.withLaterSplit(random, isOrdered);
    }
    SourceNode first = source("t", input, !isEndless, clock, random.split());
    PlanNode source = first;
    List<SimulatedInput> inputs = List.of(input);
    if (random.nextInt(4) == 0) {
      SimulatedInput second = SimulatedInput.random(random, isOrdered, mayPause);
      PlanNode union = source("u", second, true, clock, random.split());
      if (!input.hasPause() && !second.hasPause() && !isEndless) {
        source = new UnionNode(List.of(source, union), source.properties());
        inputs = List.of(input, second);
      }
    }
    if (random.nextInt(4) == 0) {
      source = new OneByOneNode(source);
    }
    SimulatedInput other = SimulatedInput.versions(random);
    PlanNode otherSource = source("v", other, true, clock, random.split());
    List<SinkNode> roots = new ArrayList<>();
    List<ExpectedOutput> outputs = new ArrayList<>();
    for (SimulatedQuery query : queries) {
      Suffix pipeline =
          new Suffix(
              query.name(),
              query.plan(source, otherSource),
              query.expected(inputs, other),
              query.key());
      int more = query.isForgetful() ? 0 : random.nextInt(6) - 3;
      for (; more > 0; more--) {
        pipeline.add(random);
      }
      boolean isKeyed = !pipeline.key().isEmpty() && random.nextInt(3) == 0;
      External external =
          isKeyed
              ? new SimulatedKeyedTable(random.split(), pipeline.key())
              : new SimulatedExternal(random.split());
      Distribution distribution = isKeyed ? Distribution.hash(pipeline.key()) : Distribution.ANY;
      String name = "sink" + roots.size();
      boolean isOneByOne = random.nextInt(4) == 0;
      PlanNode result = isOneByOne ? new OneByOneNode(pipeline.plan()) : pipeline.plan();
      roots.add(new SinkNode(name, external.sink(), result, distribution));
      outputs.add(new ExpectedOutput(query, pipeline.name(), external, pipeline.expected()));
    }
    long pauses = input.splits().stream().filter(split -> split.pauseAt() >= 0).count();
    Optional<SimulatedSource> endless =
        isEndless ? Optional.of((SimulatedSource) first.source()) : Optional.empty();
    return new Scenario(List.copyOf(roots), List.copyOf(outputs), (int) pauses, endless);
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
        new SimulatedSource(input, isBounded, clock, random, new HashSet<>()),
        columns,
        Optional.of(
            new SourceNode.WatermarkSpec(
                0, ColumnReference.of(SimulatedSource.SCHEMA, 3), IDLE_TIMEOUT_MILLIS, false)),
        properties);
  }
}
