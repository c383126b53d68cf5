package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes what sinks have prepared, strictly in the order of checkpoints, one epoch at a time, on
 * I/O threads. An epoch that fails for a reason that may pass is committed again, whole, after a
 * pause that doubles from try to try: committing is idempotent.
 */
public final class CommitQueue {
  private static final long FIRST_PAUSE_NANOS = 100_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;

  /** Together with the pauses, about three minutes of trying. */
  private static final int MOST_ATTEMPTS = 25;

  private final Map<String, Committer> committers;
  private final Background background;
  private final Clock clock;
  private final Deque<Epoch> epochs = new ArrayDeque<>();
  private boolean isCommitting;
  private int failures;
  private long retryAtNanos;
  private long confirmedId;
  private long confirmedMillis;
  private long committingSinceNanos;
  private Optional<String> problem = Optional.empty();

  /**
   * @param committers by the operator id of their sink
   * @param background runs commits and reports back to the owner's thread
   */
  public CommitQueue(Map<String, Committer> committers, Background background, Clock clock) {
    this.committers = Map.copyOf(committers);
    this.background = background;
    this.clock = clock;
  }

  /** Adds the commits of one complete checkpoint behind those of earlier ones. */
  public void add(long checkpointId, List<Checkpoint.Commit> commits) {
    if (!epochs.isEmpty() && epochs.getLast().checkpointId >= checkpointId) {
      throw new AssertionError(
          "epoch " + checkpointId + " is to be committed behind " + epochs.getLast().checkpointId);
    }
    epochs.add(new Epoch(checkpointId, commits));
  }

  /** How many epochs wait to be confirmed. */
  public int size() {
    return epochs.size();
  }

  public boolean isEmpty() {
    return epochs.isEmpty();
  }

  /** Whether the oldest epoch could not be committed the last time that was tried. */
  boolean isStuck() {
    return failures > 0;
  }

  /** The newest checkpoint whose commits are confirmed, with those of all before it. */
  long confirmedId() {
    return confirmedId;
  }

  /** Everything that is not confirmed, oldest first. */
  List<Checkpoint.Commit> unconfirmed() {
    List<Checkpoint.Commit> all = new ArrayList<>();
    epochs.forEach(epoch -> all.addAll(epoch.commits));
    return all;
  }

  /** How far publishing has come, for those who look at the job. */
  CommitFigures figures() {
    List<CommitFigures.Pending> pending = new ArrayList<>();
    for (Epoch epoch : epochs) {
      pending.add(
          new CommitFigures.Pending(
              epoch.checkpointId,
              epoch.commits.stream().map(Checkpoint.Commit::operatorId).distinct().toList()));
    }
    long since = isCommitting || failures > 0 ? clock.monotonicNanos() - committingSinceNanos : 0;
    return new CommitFigures(pending, confirmedId, confirmedMillis, since, failures, problem);
  }

  /** Begins to commit the oldest epoch if it is time for that. */
  public boolean step() {
    while (!isCommitting && !epochs.isEmpty() && epochs.getFirst().commits.isEmpty()) {
      confirm();
    }
    if (isCommitting || epochs.isEmpty()) {
      return false;
    }
    if (failures > 0 && clock.monotonicNanos() - retryAtNanos < 0) {
      return false;
    }
    isCommitting = true;
    committingSinceNanos = failures > 0 ? committingSinceNanos : clock.monotonicNanos();
    Epoch epoch = epochs.getFirst();
    background.run(() -> commit(epoch), done -> confirm(), this::failed);
    return true;
  }

  private Void commit(Epoch epoch) throws IOException {
    for (Checkpoint.Commit commit : epoch.commits) {
      Committer committer = committers.get(commit.operatorId());
      if (committer == null) {
        throw new AssertionError("no committer for sink " + commit.operatorId());
      }
      committer.commit(commit.checkpointId(), commit.committables());
    }
    return null;
  }

  private void confirm() {
    isCommitting = false;
    failures = 0;
    problem = Optional.empty();
    confirmedMillis = clock.wallMillis();
    confirmedId = epochs.removeFirst().checkpointId;
  }

  private void failed(Throwable cause) {
    isCommitting = false;
    failures++;
    problem = Optional.of(String.valueOf(cause.getMessage()));
    boolean mayPass =
        cause instanceof IOException || cause instanceof WeirException w && w.isRetryable();
    if (!mayPass) {
      background.fail(cause);
    } else if (failures >= MOST_ATTEMPTS) {
      background.fail(givenUp(cause));
    } else {
      long pause = FIRST_PAUSE_NANOS << Math.min(failures - 1, 7);
      retryAtNanos = clock.monotonicNanos() + Math.min(pause, LONGEST_PAUSE_NANOS);
    }
  }

  private WeirException givenUp(Throwable cause) {
    return WeirException.retryable(
        "committing checkpoint "
            + epochs.getFirst().checkpointId
            + " failed "
            + failures
            + " times, last: "
            + cause.getMessage(),
        "nothing is lost: its output is kept and is committed first when the job runs again",
        cause);
  }

  private record Epoch(long checkpointId, List<Checkpoint.Commit> commits) {}
}
