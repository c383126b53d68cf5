package io.weir.runtime.execution.upgrade;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.execution.graph.PlanOperator.Kind;
import io.weir.runtime.execution.upgrade.Verdict.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the steps of another query in a checkpoint. */
final class Matching {
  private final JobGraph graph;
  private final Checkpoint base;
  private final boolean mayLose;

  /** The step of the checkpoint that a step of the plan goes on from. */
  private final Map<PlanOperator, PlanOperator> found = new LinkedHashMap<>();

  /** Steps of the checkpoint that nobody goes on from. */
  private final Set<PlanOperator> left;

  Matching(JobGraph graph, Checkpoint base, boolean mayLose) {
    this.graph = graph;
    this.base = base;
    this.mayLose = mayLose;
    this.left = new LinkedHashSet<>(base.plan());
  }

  Upgrade upgrade() {
    for (PlanOperator step : graph.plan()) {
      left.stream()
          .filter(old -> isSame(old, step))
          .findFirst()
          .ifPresent(
              old -> {
                found.put(step, old);
                left.remove(old);
              });
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      graph.plan().stream()
          .filter(step -> step.kind() == kind)
          .forEach(step -> judge(step).ifPresent(verdicts::add));
    }
    for (PlanOperator old : left) {
      judgeLeft(old).ifPresent(verdicts::add);
    }
    judgeWhole().ifPresent(verdicts::add);
    return new Upgrade(false, graph.withIds(ids()), verdicts);
  }

  private static boolean isSame(PlanOperator old, PlanOperator step) {
    if (old.kind() != step.kind()) {
      return false;
    }
    return step.kind() == Kind.SINK
        ? old.attributes().equals(step.attributes())
        : old.name().equals(step.name()) && old.signature().equals(step.signature());
  }

  /** The ids of the checkpoint for what it knows, and unused ones for the rest. */
  private Map<String, String> ids() {
    Set<String> used = new HashSet<>();
    base.plan().forEach(old -> used.add(old.id()));
    Map<String, String> ids = new LinkedHashMap<>();
    for (PlanOperator step : graph.plan()) {
      PlanOperator old = found.get(step);
      String id = old == null ? step.planId() : old.id();
      for (int i = 2; old == null && !used.add(id); i++) {
        id = step.planId() + "-new" + i;
      }
      ids.put(step.planId(), id);
    }
    return ids;
  }

  private Optional<Verdict> judge(PlanOperator step) {
    PlanOperator old = found.get(step);
    return switch (step.kind()) {
      case SOURCE ->
          Optional.of(
              old == null
                  ? verdict(step, Outcome.NEW, "it is read from its beginning")
                  : kept(step, old, "it is read on from where it stands"));
      case SINK ->
          Optional.of(
              old == null
                  ? verdict(step, Outcome.NEW, "it gets what comes from here on")
                  : kept(step, old, ""));
      case OPERATOR ->
          step.holdsState() || hadState(step)
              ? Optional.of(judgeState(step, old))
              : Optional.empty();
    };
  }

  /** Whether the checkpoint holds something of a step without tables, or of one that it was. */
  private boolean hadState(PlanOperator step) {
    PlanOperator old = found.get(step);
    if (old != null) {
      return Holdings.of(base, old).isSomething();
    }
    return left.stream()
        .anyMatch(
            other -> other.name().equals(step.name()) && Holdings.of(base, other).isSomething());
  }

  private Verdict judgeState(PlanOperator step, PlanOperator old) {
    if (old != null) {
      return kept(step, old, "");
    }
    Optional<PlanOperator> sink = keptSinkBelow(step);
    if (sink.isPresent()) {
      Optional<PlanOperator> former = former(step, sink.get());
      former.ifPresent(left::remove);
      String reason =
          former
              .map(f -> new Difference(base.plan(), graph.plan()).of(f, step))
              .orElse(
                  "it is new, and would begin empty in the middle of what "
                      + sink.get().title()
                      + " gets");
      return verdict(step, Outcome.INCOMPATIBLE, reason);
    }
    if (step.readsChanges() && readsOn(step)) {
      return verdict(
          step,
          Outcome.INCOMPATIBLE,
          "it is new, and would get changes of rows that it has never seen");
    }
    return verdict(step, Outcome.NEW, "it begins empty, with what is read from here on");
  }

  /** A sink that is kept and gets what {@code step} makes. */
  private Optional<PlanOperator> keptSinkBelow(PlanOperator step) {
    return graph.plan().stream()
        .filter(sink -> sink.kind() == Kind.SINK && found.containsKey(sink))
        .filter(sink -> above(graph.plan(), sink).contains(step))
        .findFirst();
  }

  /** Whether any table above a step is read on from the middle. */
  private boolean readsOn(PlanOperator step) {
    return above(graph.plan(), step).stream()
        .anyMatch(other -> other.kind() == Kind.SOURCE && found.containsKey(other));
  }

  /** What {@code step} may have been: a step of that name whose state nobody claims. */
  private Optional<PlanOperator> former(PlanOperator step, PlanOperator sink) {
    Set<PlanOperator> before = above(base.plan(), found.get(sink));
    List<PlanOperator> candidates =
        left.stream()
            .filter(before::contains)
            .filter(old -> old.kind() == Kind.OPERATOR)
            .filter(old -> old.holdsState() || Holdings.of(base, old).isSomething())
            .toList();
    return candidates.stream()
        .filter(old -> old.name().equals(step.name()))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /** Everything that a step gets rows from, and itself. */
  static Set<PlanOperator> above(List<PlanOperator> plan, PlanOperator step) {
    Map<String, PlanOperator> byId = new LinkedHashMap<>();
    plan.forEach(operator -> byId.put(operator.id(), operator));
    Set<PlanOperator> all = new LinkedHashSet<>();
    Deque<PlanOperator> open = new ArrayDeque<>(List.of(step));
    while (!open.isEmpty()) {
      PlanOperator next = open.remove();
      if (all.add(next)) {
        next.inputs().forEach(input -> open.add(byId.get(input)));
      }
    }
    return all;
  }

  private Optional<Verdict> judgeLeft(PlanOperator old) {
    Holdings holdings = Holdings.of(base, old);
    if (!holdings.isSomething()) {
      return Optional.empty();
    }
    if (old.kind() == Kind.SOURCE) {
      return Optional.of(verdict(old, Outcome.DROPPED, "it is not read any more"));
    }
    if (old.kind() == Kind.OPERATOR) {
      return Optional.of(verdict(old, Outcome.DROPPED, "its state is forgotten"));
    }
    if (base.isRolled() && !holdings.hasUnconfirmed()) {
      return Optional.of(verdict(old, Outcome.DROPPED, "nothing more is written to it"));
    }
    if (mayLose) {
      return Optional.of(
          verdict(old, Outcome.DROPPED, "rows that it has taken and not yet published are lost"));
    }
    return Optional.of(
        verdict(
            old,
            Outcome.INCOMPATIBLE,
            "rows that it has taken and not yet published would be lost; STOP JOB … WITH SAVEPOINT"
                + " of the query as it was publishes them first"));
  }

  /** Whether there is anything to go on from. */
  private Optional<Verdict> judgeWhole() {
    if (base.plan().isEmpty()) {
      return Optional.of(
          new Verdict(
              "the query",
              "",
              Outcome.INCOMPATIBLE,
              "the checkpoint does not say which query it belongs to, and it is not this one"));
    }
    if (base.isEnd()) {
      return Optional.of(
          new Verdict(
              "the query",
              "",
              Outcome.INCOMPATIBLE,
              "the job had finished, so that there is nothing for another query to go on from"));
    }
    if (base.inFlight().isPresent()) {
      return Optional.of(
          new Verdict(
              "the query",
              "",
              Outcome.INCOMPATIBLE,
              "the checkpoint holds rows on their way between steps as they were; STOP JOB …"
                  + " WITH SAVEPOINT of the query as it was works them off"));
    }
    boolean isAnyRead =
        found.keySet().stream().anyMatch(step -> step.kind() == Kind.SOURCE)
            || base.sources().isEmpty();
    return isAnyRead
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                "the query",
                "",
                Outcome.INCOMPATIBLE,
                "it reads none of the tables that the checkpoint has positions in"));
  }

  private static Verdict verdict(PlanOperator step, Outcome outcome, String detail) {
    return new Verdict(step.title(), step.id(), outcome, detail);
  }

  private static Verdict kept(PlanOperator step, PlanOperator old, String detail) {
    return new Verdict(step.title(), old.id(), Outcome.KEPT, detail);
  }
}
