package io.weir.runtime.simulation;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.checkpoint.InFlight;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at every checkpoint that is written or read: nothing in it may go back behind the one
 * before, and none that was written may be gone. Knows nothing of what was done to the disk.
 */
final class CheckedLog implements CheckpointLog {
  private final CheckpointLog log;
  private final History history;
  private final SimulationReport report;

  CheckedLog(CheckpointLog log, History history, SimulationReport report) {
    this.log = log;
    this.history = history;
    this.report = report;
  }

  /** The newest checkpoint that is known to exist, over all starts of the process. */
  static final class History {
    private Checkpoint newest;
    private boolean mayRetreat;

    /** From now on the job may go back behind the newest checkpoint and on from there anew. */
    void allowRetreat() {
      mayRetreat = true;
    }

    boolean exists(long checkpointId) {
      return newest != null && newest.id() >= checkpointId;
    }
  }

  @Override
  public Optional<Checkpoint> latest() throws IOException {
    Optional<Checkpoint> latest = log.latest();
    if (history.newest != null && latest.map(Checkpoint::id).orElse(-1L) < history.newest.id()) {
      throw new AssertionError(
          "checkpoint " + history.newest.id() + " was written, the newest is " + latest);
    }
    latest.ifPresent(this::follow);
    return latest;
  }

  @Override
  public List<Long> ids() throws IOException {
    return log.ids();
  }

  @Override
  public Checkpoint read(long id) throws IOException {
    return log.read(id);
  }

  @Override
  public void write(Checkpoint checkpoint) throws IOException {
    if (history.newest != null && checkpoint.id() <= history.newest.id()) {
      throw new AssertionError(
          "checkpoint " + checkpoint.id() + " is written behind " + history.newest.id());
    }
    log.write(checkpoint);
    follow(checkpoint);
    if (checkpoint.inFlight().isPresent()) {
      report.overtakings++;
      report.elementsInFlight +=
          checkpoint.inFlight().get().queues().stream().mapToInt(InFlight.Queue::elements).sum();
    }
  }

  private void follow(Checkpoint next) {
    if (history.newest != null && next.id() > history.newest.id()) {
      if (history.mayRetreat && !next.incarnation().equals(history.newest.incarnation())) {
        report.retreats++;
      } else {
        check(history.newest, next);
      }
    }
    history.newest = next;
  }

  private static void check(Checkpoint before, Checkpoint after) {
    require(before.incarnation().equals(after.incarnation()), "incarnation", before, after);
    for (Map.Entry<String, List<Checkpoint.SplitEntry>> source : before.sources().entrySet()) {
      Map<String, Checkpoint.SplitEntry> splits = new HashMap<>();
      after.sources().get(source.getKey()).forEach(entry -> splits.put(entry.split().id(), entry));
      for (Checkpoint.SplitEntry old : source.getValue()) {
        Checkpoint.SplitEntry now = splits.get(old.split().id());
        require(now.position().records() >= old.position().records(), "offset", before, after);
        require(now.watermark() >= old.watermark(), "split's watermark", before, after);
        require(now.isFinished() || !old.isFinished(), "finished split", before, after);
      }
    }
    before
        .operators()
        .forEach((id, instances) -> check(instances, after.operators().get(id), before, after));
  }

  private static void check(
      List<Checkpoint.InstanceEntry> old,
      List<Checkpoint.InstanceEntry> now,
      Checkpoint before,
      Checkpoint after) {
    boolean wasFinished = old.stream().allMatch(Checkpoint.InstanceEntry::isFinished);
    boolean isFinished = now.stream().allMatch(Checkpoint.InstanceEntry::isFinished);
    require(isFinished || !wasFinished, "finished operator", before, after);
    for (int input = 0; input < old.get(0).watermarks().size(); input++) {
      require(least(now, input) >= least(old, input), "watermark", before, after);
    }
  }

  private static long least(List<Checkpoint.InstanceEntry> instances, int input) {
    return instances.stream().mapToLong(entry -> entry.watermarks().get(input)).min().orElseThrow();
  }

  private static void require(boolean holds, String what, Checkpoint before, Checkpoint after) {
    if (!holds) {
      throw new AssertionError("a " + what + " goes back:\n  " + before + "\n  " + after);
    }
  }

  @Override
  public StateFile keepContent(String name, Content content) throws IOException {
    return log.keepContent(name, content);
  }

  @Override
  public InputStream openContent(StateFile file) throws IOException {
    return log.openContent(file);
  }
}
