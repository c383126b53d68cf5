package io.weir.runtime.execution.job;

import io.weir.runtime.insight.JobView;
import java.util.concurrent.CompletableFuture;

/** A job that was started. All methods may be called from any thread. */
public interface JobHandle {
  /** The job's name. */
  String name();

  /** The job at this moment. */
  JobStatus status();

  /** All that can be seen of the job at this moment. */
  JobView view();

  /**
   * Completed with the last status when the job has ended in whatever way and has freed all it
   * held. Never completed exceptionally: why a job failed is in its status.
   */
  CompletableFuture<JobStatus> whenEnded();

  /**
   * Takes a checkpoint as soon as possible. Completed with its id when it exists and its output is
   * committed; exceptionally if the job ends in another way before.
   */
  CompletableFuture<Long> checkpointNow();

  /**
   * Takes a checkpoint and stops behind it. The final watermark is not sent: windows that are open
   * stay open in the checkpoint. A job without checkpoints stops at once.
   *
   * @return as {@link #whenEnded}
   */
  CompletableFuture<JobStatus> stop();

  /**
   * As {@link #stop}, and sinks end what they have open, so that everything which belongs to the
   * checkpoint is published: a savepoint can be made of it.
   *
   * @return as {@link #whenEnded}
   */
  CompletableFuture<JobStatus> stopAndPublish();

  /**
   * Ends the input where it stands: all windows close, everything is committed, and the job is
   * finished.
   *
   * @return as {@link #whenEnded}
   */
  CompletableFuture<JobStatus> drain();

  /**
   * Stops at once, without a checkpoint.
   *
   * @return as {@link #whenEnded}
   */
  CompletableFuture<JobStatus> cancel();

  /** Waits until the job has ended. */
  default JobStatus awaitFinish() {
    return whenEnded().join();
  }
}
