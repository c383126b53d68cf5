package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
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
    List<Commit> unconfirmed) {
  public Checkpoint {
    sources = Map.copyOf(sources);
    operators = Map.copyOf(operators);
    unconfirmed = List.copyOf(unconfirmed);
  }

  /**
   * The incarnation of one sink: different for every sink, so that two sinks of one job that write
   * to the same place do not take each other's output for their own.
   *
   * @param operatorId the sink
   */
  public String sinkIncarnation(String operatorId) {
    return incarnation + '-' + operatorId.substring(operatorId.indexOf('-') + 1);
  }

  /** Every file that it needs. */
  public List<StateSnapshot.StateFile> files() {
    List<StateSnapshot.StateFile> files = new ArrayList<>();
    state.ifPresent(snapshot -> files.addAll(snapshot.files()));
    inFlight.ifPresent(elements -> files.add(elements.file()));
    return files;
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
