package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.execution.task.TaskSnapshot;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.state.StateSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the newest checkpoint says about every task of a job. Parts of finished tasks stay from
 * checkpoint to checkpoint; the others are replaced.
 */
final class JobContent {
  private final Checkpoint base;
  private final int parallelism;
  private final List<PlanOperator> plan;
  private final Map<String, Map<String, Checkpoint.SplitEntry>> sources = new LinkedHashMap<>();
  private final Map<String, List<Checkpoint.InstanceEntry>> operators = new LinkedHashMap<>();
  private final Map<String, List<List<byte[]>>> committables = new LinkedHashMap<>();

  /**
   * @param base the checkpoint from which the job has started
   */
  JobContent(JobGraph graph, Checkpoint base) {
    this.base = base;
    this.parallelism = graph.parallelism();
    this.plan = graph.plan();
    base.sources()
        .forEach(
            (id, splits) -> {
              Map<String, Checkpoint.SplitEntry> entries = new LinkedHashMap<>();
              splits.forEach(entry -> entries.put(entry.split().id(), entry));
              sources.put(id, entries);
            });
    graph.vertices().forEach(this::addInstances);
  }

  private void addInstances(GraphVertex vertex) {
    for (int i = 0; i < vertex.nodes().size(); i++) {
      String id = vertex.operatorIds().get(i);
      if (vertex.nodes().get(i).inputs().isEmpty()) {
        continue;
      }
      operators.put(
          id, new ArrayList<>(RestoredInstances.of(base, id).entries(vertex.parallelism())));
      committables.put(id, new ArrayList<>(Collections.nCopies(vertex.parallelism(), List.of())));
    }
  }

  /** Of the job. */
  int parallelism() {
    return parallelism;
  }

  void put(TaskSnapshot.SourcePart part) {
    Map<String, Checkpoint.SplitEntry> entries = sources.get(part.operatorId());
    for (TaskSnapshot.SplitState state : part.splits()) {
      entries.put(
          state.split().id(),
          new Checkpoint.SplitEntry(
              state.split(), state.position(), state.watermark(), state.isFinished()));
    }
  }

  void put(TaskSnapshot.OperatorPart part, OperatorSnapshot.Content content, boolean isFinished) {
    List<Checkpoint.InstanceEntry> entries = operators.get(part.operatorId());
    boolean hasFinished = isFinished || entries.get(part.subtask()).isFinished();
    entries.set(
        part.subtask(),
        new Checkpoint.InstanceEntry(content.state(), part.watermarks(), hasFinished));
    committables.get(part.operatorId()).set(part.subtask(), content.committables());
  }

  /** What the sinks have prepared since the last call, by sink, writers in order. */
  List<Checkpoint.Commit> takeCommits(long checkpointId) {
    List<Checkpoint.Commit> commits = new ArrayList<>();
    committables.forEach(
        (operatorId, byWriter) -> {
          List<byte[]> all = byWriter.stream().flatMap(List::stream).toList();
          if (!all.isEmpty()) {
            commits.add(new Checkpoint.Commit(operatorId, checkpointId, all));
          }
          Collections.fill(byWriter, List.of());
        });
    return commits;
  }

  /** Whether every operator and sink has finished, and so the job. */
  boolean isEnd() {
    return operators.values().stream()
        .allMatch(entries -> entries.stream().allMatch(Checkpoint.InstanceEntry::isFinished));
  }

  /** Where the splits of each source stand. */
  Map<String, List<Checkpoint.SplitEntry>> sources() {
    Map<String, List<Checkpoint.SplitEntry>> splits = new LinkedHashMap<>();
    sources.forEach((source, entries) -> splits.put(source, List.copyOf(entries.values())));
    return splits;
  }

  /**
   * The checkpoint as it is now.
   *
   * @param isRolled whether sinks hold nothing back
   */
  Checkpoint checkpoint(
      long id,
      Optional<StateSnapshot> state,
      Optional<InFlight> inFlight,
      List<Checkpoint.Commit> unconfirmed,
      boolean isRolled,
      CheckpointTimings timings) {
    Map<String, List<Checkpoint.SplitEntry>> splits = sources();
    Map<String, List<Checkpoint.InstanceEntry>> instances = new LinkedHashMap<>();
    operators.forEach((operator, entries) -> instances.put(operator, List.copyOf(entries)));
    return new Checkpoint(
        id,
        base.incarnation(),
        base.fingerprint(),
        isEnd(),
        splits,
        instances,
        state,
        inFlight,
        unconfirmed,
        plan,
        isRolled || isEnd(),
        timings);
  }
}
