package io.weir.runtime.insight;

import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of a job.
 *
 * @param isOn whether the job takes any
 * @param intervalMillis the time between the beginnings of two; 0 for none by interval
 * @param lastId the newest that exists; -1 if there is none
 * @param lastMillis when it came to exist, in wall time; 0 if that was before the job was restored
 * @param lastDurationMillis how long it took
 * @param completed how many were taken since the job was started or restored
 * @param storedBytes the size of all files that the newest needs
 * @param peakStoredBytes the most that one of them needed
 * @param ongoing the one that is being taken
 * @param unpublished how many exist whose output is not published
 * @param isWaitingToPublish whether no other begins before some of those are published
 */
public record CheckpointView(
    boolean isOn,
    long intervalMillis,
    long lastId,
    long lastMillis,
    long lastDurationMillis,
    long completed,
    long storedBytes,
    long peakStoredBytes,
    Optional<Ongoing> ongoing,
    int unpublished,
    boolean isWaitingToPublish) {
  /**
   * A checkpoint that is being taken.
   *
   * @param id its number
   * @param sinceMillis for how long
   * @param isOvertaking whether its barriers overtake what is ahead of them
   * @param missing the tasks that have not handed over their part; empty while it is being stored
   */
  public record Ongoing(long id, long sinceMillis, boolean isOvertaking, List<String> missing) {
    public Ongoing {
      missing = List.copyOf(missing);
    }
  }
}
