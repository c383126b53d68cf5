package io.weir.runtime.execution.job;

import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * How a job runs.
 *
 * @param parallelism the most tasklets that a step gets
 * @param isCheckpointed whether the job keeps checkpoints; one that does not starts afresh every
 *     time, keeps its state in memory only, and stops without a trace
 * @param checkpointIntervalMillis the time between the beginnings of two checkpoints; 0 for none by
 *     interval
 * @param alignedTimeoutMillis how long the barriers of a checkpoint wait for what is ahead of them
 *     before they overtake it; empty if they always wait
 * @param channelCapacity how many elements a channel between two tasks holds
 * @param timeZone {@code table.local-time-zone}
 * @param restart what happens when the job fails for a reason that may pass
 * @param limits how long a checkpoint may take
 */
public record JobOptions(
    int parallelism,
    boolean isCheckpointed,
    long checkpointIntervalMillis,
    OptionalLong alignedTimeoutMillis,
    int channelCapacity,
    ZoneId timeZone,
    RestartStrategy restart,
    CheckpointLimits limits) {
  /** Holds a few milliseconds of work, so that neither end of a channel waits for the other. */
  public static final int DEFAULT_CHANNEL_CAPACITY = 16;

  /** The time between checkpoints where nothing is set. */
  public static final long DEFAULT_CHECKPOINT_INTERVAL_MILLIS = 1000;

  /** How long barriers wait where nothing is set. */
  public static final long DEFAULT_ALIGNED_TIMEOUT_MILLIS = 200;

  public JobOptions {
    if (parallelism < 1 || checkpointIntervalMillis < 0 || channelCapacity < 1) {
      throw new IllegalArgumentException(
          "parallelism "
              + parallelism
              + ", checkpoint interval "
              + checkpointIntervalMillis
              + " ms, channel capacity "
              + channelCapacity
              + ": too small");
    }
  }

  /** The same without limits of its own. */
  public JobOptions(
      int parallelism,
      boolean isCheckpointed,
      long checkpointIntervalMillis,
      OptionalLong alignedTimeoutMillis,
      int channelCapacity,
      ZoneId timeZone,
      RestartStrategy restart) {
    this(
        parallelism,
        isCheckpointed,
        checkpointIntervalMillis,
        alignedTimeoutMillis,
        channelCapacity,
        timeZone,
        restart,
        CheckpointLimits.DEFAULT);
  }

  /** A durable job with checkpoints every second. */
  public static JobOptions checkpointed(int parallelism, ZoneId timeZone) {
    return new JobOptions(
        parallelism,
        true,
        DEFAULT_CHECKPOINT_INTERVAL_MILLIS,
        OptionalLong.of(DEFAULT_ALIGNED_TIMEOUT_MILLIS),
        DEFAULT_CHANNEL_CAPACITY,
        timeZone,
        RestartStrategy.EXPONENTIAL_DELAY);
  }

  /** A job whose output nobody keeps. */
  public static JobOptions ephemeral(int parallelism, ZoneId timeZone) {
    return new JobOptions(
        parallelism,
        false,
        0,
        OptionalLong.empty(),
        DEFAULT_CHANNEL_CAPACITY,
        timeZone,
        RestartStrategy.NONE);
  }
}
