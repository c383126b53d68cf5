package io.weir.runtime.execution.job;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CommitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a restored checkpoint says may not have been committed. */
final class RestoredCommits {
  private RestoredCommits() {}

  /** Queues it, oldest checkpoint first. */
  static void addTo(CommitQueue commits, Checkpoint base) {
    TreeMap<Long, List<Checkpoint.Commit>> epochs = new TreeMap<>();
    for (Checkpoint.Commit commit : base.unconfirmed()) {
      epochs.computeIfAbsent(commit.checkpointId(), id -> new ArrayList<>()).add(commit);
    }
    epochs.forEach(commits::add);
  }
}
