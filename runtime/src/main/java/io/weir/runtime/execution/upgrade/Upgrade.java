package io.weir.runtime.execution.upgrade;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.upgrade.Verdict.Outcome;
import io.weir.runtime.state.StateSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a job goes on from a checkpoint.
 *
 * @param isSameQuery whether the checkpoint was taken by this very query
 * @param graph the job under the ids of the checkpoint
 * @param verdicts one for each step that holds something, sources first, sinks last
 */
public record Upgrade(boolean isSameQuery, JobGraph graph, List<Verdict> verdicts) {
  public Upgrade {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * How the job of {@code graph} would go on from {@code base}.
   *
   * @param mayLose whether rows that a sink holds back may be lost with it
   */
  public static Upgrade of(JobGraph graph, Checkpoint base, boolean mayLose) {
    if (base.fingerprint().equals(graph.fingerprint())) {
      return new Upgrade(true, graph.withIds(knownIds(base)), kept(base));
    }
    return new Matching(graph, base, mayLose).upgrade();
  }

  private static Map<String, String> knownIds(Checkpoint base) {
    Map<String, String> ids = new LinkedHashMap<>();
    base.plan().forEach(operator -> ids.put(operator.planId(), operator.id()));
    return ids;
  }

  private static List<Verdict> kept(Checkpoint base) {
    return base.plan().stream()
        .filter(operator -> Holdings.of(base, operator).isSomething())
        .map(operator -> new Verdict(operator.title(), operator.id(), Outcome.KEPT, ""))
        .toList();
  }

  /** The steps with one outcome. */
  public List<Verdict> with(Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).toList();
  }

  /** Whether the job can go on. */
  public boolean isPossible() {
    return with(Outcome.INCOMPATIBLE).isEmpty();
  }

  /**
   * Fails if the job cannot go on.
   *
   * @param job its name
   * @param origin what it would go on from, such as {@code checkpoint 7}
   * @param mayDrop whether what nobody claims may be forgotten
   */
  public void require(String job, String origin, boolean mayDrop) {
    if (!isPossible()) {
      throw WeirException.permanent(
          origin
              + " of job '"
              + job
              + "' does not fit the query:\n  "
              + lines(with(Outcome.INCOMPATIBLE)),
          "run the query as it was, or start afresh with --fresh, which reads the input again and"
              + " adds its rows to what the sinks already hold");
    }
    if (!mayDrop && !with(Outcome.DROPPED).isEmpty()) {
      throw WeirException.permanent(
          origin
              + " of job '"
              + job
              + "' holds what the query has no use for:\n  "
              + lines(with(Outcome.DROPPED)),
          "SET 'execution.state-recovery.ignore-unclaimed-state' = 'true' forgets it");
    }
  }

  private static String lines(List<Verdict> verdicts) {
    return verdicts.stream().map(Verdict::toString).collect(Collectors.joining("\n  "));
  }

  /** The checkpoint without what the query has no use for, as one of this query. */
  public Checkpoint apply(Checkpoint base) {
    if (isSameQuery) {
      return base;
    }
    Set<String> ids = operatorIds();
    Map<String, List<Checkpoint.SplitEntry>> sources = new LinkedHashMap<>(base.sources());
    sources.keySet().retainAll(ids);
    Map<String, List<Checkpoint.InstanceEntry>> operators = new LinkedHashMap<>(base.operators());
    operators.keySet().retainAll(ids);
    Optional<StateSnapshot> state = base.state();
    List<Checkpoint.Commit> unconfirmed = new ArrayList<>(base.unconfirmed());
    unconfirmed.removeIf(commit -> !ids.contains(commit.operatorId()));
    return new Checkpoint(
        base.id(),
        base.incarnation(),
        graph.fingerprint(),
        base.isEnd(),
        sources,
        operators,
        state,
        base.inFlight(),
        unconfirmed,
        graph.plan(),
        base.isRolled(),
        base.timings());
  }

  /** The ids of all steps of the job. */
  public Set<String> operatorIds() {
    return graph.plan().stream().map(operator -> operator.id()).collect(Collectors.toSet());
  }
}
