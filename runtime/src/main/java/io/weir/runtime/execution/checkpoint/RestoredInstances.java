package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * What a checkpoint says about the instances of one operator, as seen by a job of maybe another
 * parallelism.
 *
 * <p>With the same parallelism every instance finds its own entry. With another one, watermarks are
 * the least of all (instances behind an exchange agree anyway, and others can only be behind), and
 * an instance counts as finished only if all had finished: behind an exchange all finish in the
 * same checkpoint, and elsewhere operators keep nothing that could be emitted twice.
 */
public final class RestoredInstances {
  private static final byte[] NO_STATE = new byte[0];

  private final List<Checkpoint.InstanceEntry> entries;

  private RestoredInstances(List<Checkpoint.InstanceEntry> entries) {
    this.entries = entries;
  }

  /** The instances of an operator; none in checkpoint 0. */
  public static RestoredInstances of(Checkpoint checkpoint, String operatorId) {
    return new RestoredInstances(checkpoint.operators().getOrDefault(operatorId, List.of()));
  }

  /** What each instance handed over as its own state, in order. */
  public List<byte[]> states() {
    return entries.stream().map(Checkpoint.InstanceEntry::state).toList();
  }

  /** The watermark of each input of an instance. */
  public long[] watermarks(int inputCount, int subtask, int parallelism) {
    long[] watermarks = new long[inputCount];
    for (int input = 0; input < inputCount; input++) {
      watermarks[input] = watermark(input, subtask, parallelism);
    }
    return watermarks;
  }

  private long watermark(int input, int subtask, int parallelism) {
    if (entries.isEmpty()) {
      return Watermark.NONE;
    }
    if (entries.size() == parallelism) {
      return entries.get(subtask).watermarks().get(input);
    }
    long least = Watermark.END;
    for (Checkpoint.InstanceEntry entry : entries) {
      least = Math.min(least, entry.watermarks().get(input));
    }
    return least;
  }

  /** Whether an instance had finished. */
  public boolean isFinished(int subtask, int parallelism) {
    if (entries.size() == parallelism) {
      return entries.get(subtask).isFinished();
    }
    return !entries.isEmpty() && entries.stream().allMatch(Checkpoint.InstanceEntry::isFinished);
  }

  /** Entries to begin with, one for each instance. */
  List<Checkpoint.InstanceEntry> entries(int parallelism) {
    if (entries.size() == parallelism) {
      return entries;
    }
    List<Checkpoint.InstanceEntry> begun = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      int inputCount = entries.isEmpty() ? 0 : entries.get(0).watermarks().size();
      List<Long> watermarks = new ArrayList<>();
      for (long watermark : watermarks(inputCount, subtask, parallelism)) {
        watermarks.add(watermark);
      }
      begun.add(
          new Checkpoint.InstanceEntry(NO_STATE, watermarks, isFinished(subtask, parallelism)));
    }
    return begun;
  }
}
