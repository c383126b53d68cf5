package io.weir.planner.guarantee;

import io.weir.planner.convert.Plans;
import io.weir.planner.guarantee.Guarantee.Level;
import io.weir.runtime.connector.Sink.CommitMode;
import io.weir.runtime.operator.lookup.LookupJoinNode;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.materialize.MaterializeNode.Mode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import java.util.List;
import java.util.Optional;

/** Derives guarantees from sources and sinks. */
public final class Guarantees {
  private Guarantees() {}

  /** What holds for a sink. */
  public static Guarantee of(SinkNode sink) {
    CommitMode mode = sink.sink().commitMode();
    if (mode == CommitMode.EPHEMERAL) {
      return new Guarantee(Level.EPHEMERAL, "its output is not durable");
    }
    Optional<SourceNode> lost =
        Plans.sources(sink).stream().filter(source -> !source.source().isRewindable()).findFirst();
    if (lost.isPresent()) {
      return new Guarantee(
          Level.AT_LEAST_ONCE,
          "source \"" + lost.get().table() + "\" cannot be read again from a checkpoint");
    }
    return switch (mode) {
      case TRANSACTIONAL ->
          new Guarantee(
              Level.EXACTLY_ONCE,
              "the sink commits with each checkpoint, and every source can be read again");
      case IDEMPOTENT -> idempotent(sink);
      default ->
          new Guarantee(
              Level.AT_LEAST_ONCE, "rows are visible before their checkpoint is complete");
    };
  }

  /** A lookup join that may find other keys when it is repeated. */
  private static Optional<LookupJoinNode> changingLookup(PlanNode node) {
    if (node instanceof LookupJoinNode join && !join.table().isRepeatable()) {
      return Optional.of(join);
    }
    return node.inputs().stream()
        .map(Guarantees::changingLookup)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Writing again changes nothing only if the rows of a key are a function of the input. */
  private static Guarantee idempotent(SinkNode sink) {
    List<Integer> key = sink.distribution().keys();
    boolean isMaterialized =
        sink.input() instanceof MaterializeNode node && node.mode() == Mode.LAST_ROW;
    boolean isKeyed =
        !isMaterialized && !key.isEmpty() && sink.input().properties().uniqueKeys().contains(key);
    Optional<LookupJoinNode> lookup = changingLookup(sink);
    if (lookup.isPresent()) {
      return new Guarantee(
          Level.AT_LEAST_ONCE,
          "after a crash the lookups in table \""
              + lookup.get().table().source().table()
              + "\" may find other rows, and so other keys");
    }
    return isKeyed
        ? new Guarantee(
            Level.EXACTLY_ONCE,
            "writing a row again replaces it, and the sink's key is the query's")
        : new Guarantee(
            Level.AT_LEAST_ONCE, "the sink replaces rows by a key that is not the query's");
  }
}
