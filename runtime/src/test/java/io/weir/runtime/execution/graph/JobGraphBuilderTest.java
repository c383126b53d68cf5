package io.weir.runtime.execution.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.UnionNode;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;

class JobGraphBuilderTest {
  private static final Schema SCHEMA = Schema.of(new Field("k", LogicalType.bigint()));

  private final PlanNode source = source("t");

  private record NoSource(Schema schema) implements Source {
    @Override
    public String describe() {
      return "nothing";
    }

    @Override
    public boolean isBounded() {
      return true;
    }

    @Override
    public boolean isRewindable() {
      return true;
    }

    @Override
    public List<Split> discover() {
      return List.of();
    }

    @Override
    public void verify(List<Split> splits) {}

    @Override
    public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
      throw new AssertionError("the plan is only looked at");
    }
  }

  private static SourceNode source(String table) {
    return new SourceNode(
        table,
        new NoSource(SCHEMA),
        List.of(),
        Optional.empty(),
        StreamProperties.insertOnly(SCHEMA));
  }

  private static SinkNode sink(PlanNode input) {
    return new SinkNode("out", new NoSink(), input, Distribution.ANY);
  }

  private static void assertGraph(String expected, int parallelism, SinkNode... roots) {
    assertEquals(expected, JobGraphBuilder.build(List.of(roots), parallelism).describe());
  }

  @Test
  void operatorsAreChainedUpToWhereRowsMustMove() {
    PlanNode calc = TestNode.of("Calc", Distribution.ANY, source);
    PlanNode count = TestNode.of("Count", Distribution.hash(List.of(0)), calc);
    PlanNode last = TestNode.of("Last", Distribution.ANY, count);
    assertGraph(
        """
        0: Source ×3
        1: Calc ×3
        2: Count → Last → Sink ×3
        0 to 1 input 0 forward
        1 to 2 input 0 hash(k)
        """,
        3,
        sink(last));
  }

  @Test
  void inOneTaskEveryDistributionHolds() {
    PlanNode calc = TestNode.of("Calc", Distribution.ANY, source);
    PlanNode count = TestNode.of("Count", Distribution.hash(List.of(0)), calc);
    assertGraph(
        """
        0: Source ×1
        1: Calc → Count → Sink ×1
        0 to 1 input 0 forward
        """,
        1,
        sink(count));
  }

  @Test
  void whatFollowsASingleTaskStaysInIt() {
    PlanNode all = TestNode.of("Sort", Distribution.SINGLE, source);
    PlanNode calc = TestNode.of("Calc", Distribution.ANY, all);
    assertGraph(
        """
        0: Source ×2
        1: Sort → Calc → Sink ×1
        0 to 1 input 0 forward
        """,
        2,
        sink(calc));
  }

  @Test
  void aNodeThatLimitsItsParallelismIsNotChained() {
    PlanNode calc = TestNode.of("Calc", Distribution.ANY, source);
    PlanNode narrow = new TestNode("Narrow", List.of(calc), Distribution.ANY, 2);
    assertGraph(
        """
        0: Source ×4
        1: Calc ×4
        2: Narrow → Sink ×2
        0 to 1 input 0 forward
        1 to 2 input 0 forward
        """,
        4,
        sink(narrow));
  }

  @Test
  void aSharedNodeIsOneVertexWithTwoOutputs() {
    PlanNode calc = TestNode.of("Calc", Distribution.ANY, source);
    assertGraph(
        """
        0: Source ×1
        1: Calc ×1
        2: Sink ×1
        3: Sink ×1
        0 to 1 input 0 forward
        1 to 2 input 0 forward
        1 to 3 input 0 forward
        """,
        1,
        sink(calc),
        sink(calc));
  }

  @Test
  void aUnionIsOnlyChannels() {
    PlanNode second = source("u");
    PlanNode inner = new UnionNode(List.of(source, second), StreamProperties.insertOnly(SCHEMA));
    PlanNode union = new UnionNode(List.of(inner, source), StreamProperties.insertOnly(SCHEMA));
    PlanNode calc = TestNode.of("Calc", Distribution.ANY, union);
    assertGraph(
        """
        0: Source ×2
        1: Source ×2
        2: Calc → Sink ×2
        0 to 2 input 0 forward
        1 to 2 input 0 forward
        0 to 2 input 0 forward
        """,
        2,
        sink(calc));
  }

  @Test
  void aJoinHasTwoInputsAndABroadcastGoesToAllOfItsTasks() {
    PlanNode all = TestNode.of("Sort", Distribution.SINGLE, source("u"));
    PlanNode join = new TestJoin(List.of(source, all));
    assertGraph(
        """
        0: Source ×2
        1: Source ×2
        2: Sort ×1
        3: Join → Sink ×2
        1 to 2 input 0 forward
        0 to 3 input 0 forward
        2 to 3 input 1 broadcast
        """,
        2,
        sink(join));
  }

  @Test
  void idsSayWhatAnOperatorDoesAndTellEqualOnesApart() {
    PlanNode other = source("u");
    List<String> first = ids(sink(TestNode.of("Calc", Distribution.ANY, source)));
    assertEquals(first, ids(sink(TestNode.of("Calc", Distribution.ANY, source("t")))));
    assertNotEquals(first, ids(sink(TestNode.of("Calc", Distribution.ANY, other))));
    SinkNode twice =
        sink(new UnionNode(List.of(source("t"), source("t")), StreamProperties.insertOnly(SCHEMA)));
    JobGraph graph = JobGraphBuilder.build(List.of(twice), 1);
    assertEquals(
        graph.vertices().get(0).operatorIds().get(0) + "-2",
        graph.vertices().get(1).operatorIds().get(0));
  }

  @Test
  void theFingerprintIsThatOfTheQueryAndNotOfItsParallelism() {
    SinkNode sink = sink(TestNode.of("Calc", Distribution.hash(List.of(0)), source));
    SinkNode other = sink(TestNode.of("Count", Distribution.hash(List.of(0)), source));
    String fingerprint = JobGraphBuilder.build(List.of(sink), 1).fingerprint();
    assertEquals(fingerprint, JobGraphBuilder.build(List.of(sink), 4).fingerprint());
    assertNotEquals(fingerprint, JobGraphBuilder.build(List.of(other), 1).fingerprint());
  }

  private static List<String> ids(SinkNode root) {
    return JobGraphBuilder.build(List.of(root), 1).vertices().stream()
        .flatMap(vertex -> vertex.operatorIds().stream())
        .toList();
  }
}
