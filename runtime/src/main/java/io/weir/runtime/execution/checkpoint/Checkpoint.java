package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.state.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a checkpoint says about a job.
 *
 * @param id counted from 0, which is the one before the first row
 * @param incarnation the random id of the fresh start that it goes back to
 * @param fingerprint of the job graph
 * @param isEnd whether the job had nothing more to do
 * @param sources the splits of each source, by operator id, in the order of their discovery
 * @param operators the instances of each operator and sink, by operator id
 * @param state what the state backend needs to open its tables; empty if nothing was flushed yet
 * @param inFlight what its barriers have overtaken; empty if they have waited everywhere
 * @param unconfirmed what sinks have prepared and not yet confirmed, oldest first
 * @param plan the steps of the job
 * @param isRolled whether sinks were made to publish everything in it, so that none of them holds
 *     back rows in files that are still open
 * @param timings how long it took
 */
public record Checkpoint(
    long id,
    String incarnation,
    String fingerprint,
    boolean isEnd,
    Map<String, List<SplitEntry>> sources,
    Map<String, List<InstanceEntry>> operators,
    Optional<StateSnapshot> state,
    Optional<InFlight> inFlight,
    List<Commit> unconfirmed,
    List<PlanOperator> plan,
    boolean isRolled,
    CheckpointTimings timings) {
  public Checkpoint {
    sources = Map.copyOf(sources);
    operators = Map.copyOf(operators);
    unconfirmed = List.copyOf(unconfirmed);
    plan = List.copyOf(plan);
  }

  /** A checkpoint of which nothing is known about the plan. */
  public Checkpoint(
      long id,
      String incarnation,
      String fingerprint,
      boolean isEnd,
      Map<String, List<SplitEntry>> sources,
      Map<String, List<InstanceEntry>> operators,
      Optional<StateSnapshot> state,
      Optional<InFlight> inFlight,
      List<Commit> unconfirmed) {
    this(
        id,
        incarnation,
        fingerprint,
        isEnd,
        sources,
        operators,
        state,
        inFlight,
        unconfirmed,
        List.of(),
        false,
        CheckpointTimings.NONE);
  }

  /**
   * The incarnation of one sink: different for every sink, so that two sinks of one job that write
   * to the same place do not take each other's output for their own.
   *
   * @param operatorId the sink
   */
  public String sinkIncarnation(String operatorId) {
    return sinkIncarnation(incarnation, operatorId);
  }

  /** The incarnation of one sink of a job of an incarnation. */
  public static String sinkIncarnation(String incarnation, String operatorId) {
    return incarnation + '-' + operatorId.substring(operatorId.indexOf('-') + 1);
  }

  /** Every file that it needs. */
  public List<StateSnapshot.StateFile> files() {
    List<StateSnapshot.StateFile> files = new ArrayList<>();
    state.ifPresent(snapshot -> files.addAll(snapshot.files()));
    inFlight.ifPresent(elements -> files.add(elements.file()));
    return files;
  }

  /** The same with other splits. */
  public Checkpoint withSources(Map<String, List<SplitEntry>> splits) {
    return new Checkpoint(
        id,
        incarnation,
        fingerprint,
        isEnd,
        splits,
        operators,
        state,
        inFlight,
        unconfirmed,
        plan,
        isRolled,
        timings);
  }

  /** The same with its state elsewhere. */
  public Checkpoint withState(StateSnapshot elsewhere) {
    return new Checkpoint(
        id,
        incarnation,
        fingerprint,
        isEnd,
        sources,
        operators,
        Optional.of(elsewhere),
        inFlight,
        unconfirmed,
        plan,
        isRolled,
        timings);
  }

  /** Where one split stands. */
  public record SplitEntry(
      Split split, SplitPosition position, long watermark, boolean isFinished) {}

  /**
   * One instance of an operator.
   *
   * @param state its own small state
   * @param watermarks the watermark of each of its inputs
   * @param isFinished whether its input had ended
   */
  public record InstanceEntry(byte[] state, List<Long> watermarks, boolean isFinished) {
    public InstanceEntry {
      watermarks = List.copyOf(watermarks);
    }
  }

  /**
   * What one sink has prepared for a checkpoint.
   *
   * @param operatorId the sink
   * @param checkpointId the checkpoint
   * @param committables of all writers, in the order of their subtasks
   */
  public record Commit(String operatorId, long checkpointId, List<byte[]> committables) {
    public Commit {
      committables = List.copyOf(committables);
    }
  }
}
