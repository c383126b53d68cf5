package io.weir.runtime.execution.job;

import io.weir.runtime.stream.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * A job at one moment, for progress lines. Figures are those since the job was started or restored.
 *
 * @param state where it is in its life
 * @param sources its sources
 * @param rowsOut rows that sinks have taken
 * @param rowsLate rows dropped because all their windows had ended
 * @param watermark the least watermark that sinks have seen, or {@link Watermark#NONE}
 * @param lastCheckpointId the newest checkpoint that exists; -1 if there is none
 * @param lastCheckpointMillis how long it took from its beginning to its existence
 * @param restarts how often the job was restored after a failure
 * @param warning what keeps the checkpoint that is being taken from completing, if it takes long
 * @param failure why it failed, or why it is being restored
 */
public record JobStatus(
    JobState state,
    List<SourceStatus> sources,
    long rowsOut,
    long rowsLate,
    long watermark,
    long lastCheckpointId,
    long lastCheckpointMillis,
    int restarts,
    Optional<String> warning,
    Optional<Throwable> failure) {
  public JobStatus {
    sources = List.copyOf(sources);
  }

  /** Rows that all sources have sent. */
  public long rowsIn() {
    return sources.stream().mapToLong(SourceStatus::rows).sum();
  }

  /**
   * One source, all its instances together.
   *
   * @param table the table
   * @param rows rows sent
   * @param rowsPerSecond how many lately
   * @param skippedRecords malformed records skipped
   * @param watermark the least of its instances, or {@link Watermark#NONE}
   * @param splits how many splits it has
   * @param splitsDone how many of them have been read, with the part of those being read
   */
  public record SourceStatus(
      String table,
      long rows,
      double rowsPerSecond,
      long skippedRecords,
      long watermark,
      int splits,
      double splitsDone) {}
}
