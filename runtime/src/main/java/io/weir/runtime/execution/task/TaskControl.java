package io.weir.runtime.execution.task;

/**
 * What the coordinator wants from the tasks of a job, read by each of them when it steps. Written
 * by the coordinator, read by any thread.
 */
public final class TaskControl {
  private volatile Request request = new Request(0, Afterwards.CONTINUE);
  private volatile long overtakingId;
  private volatile boolean arePaused;
  private volatile boolean isCancelled;
  private volatile boolean isCheckpointWanted;
  private volatile int sample;

  /**
   * Asks for a checkpoint: sources send its barrier, and tasks that have ended hand over what they
   * have left.
   */
  public void requestCheckpoint(long checkpointId, Afterwards afterwards) {
    request = new Request(checkpointId, afterwards);
  }

  /** Lets the barriers of the checkpoint that was asked for last overtake what is ahead of them. */
  public void overtake(long checkpointId) {
    overtakingId = checkpointId;
  }

  /**
   * Whether sources pause: they answer checkpoints, but read nothing. For as long as memory is full
   * of what has to be flushed first.
   */
  public void pauseSources(boolean arePaused) {
    this.arePaused = arePaused;
  }

  /** A sink has so much to publish that it wants a checkpoint early. */
  void wantCheckpoint() {
    isCheckpointWanted = true;
  }

  /** Whether a sink wants a checkpoint early. */
  public boolean isCheckpointWanted() {
    return isCheckpointWanted;
  }

  /** The checkpoint that sinks want begins. */
  public void checkpointGranted() {
    isCheckpointWanted = false;
  }

  /** Asks all tasks for their figures. */
  public void sample() {
    sample = sample + 1;
  }

  /** How often figures have been asked for. */
  int samples() {
    return sample;
  }

  /** Tells all tasks to do nothing more. */
  public void cancel() {
    isCancelled = true;
  }

  Request request() {
    return request;
  }

  /** The newest checkpoint whose barriers overtake; 0 for none. */
  long overtakingId() {
    return overtakingId;
  }

  boolean areSourcesPaused() {
    return arePaused;
  }

  boolean isCancelled() {
    return isCancelled;
  }

  /** What sources do when they have sent a barrier. */
  public enum Afterwards {
    /** Read on. */
    CONTINUE,
    /** Read nothing more: the job stops when the checkpoint is complete. */
    HOLD,
    /** As {@link #HOLD}, and sinks end what they have open, so that all of it is published. */
    ROLL_AND_HOLD,
    /** Instead of the barrier, send the final watermark and the end of the stream. */
    DRAIN
  }

  /** The newest checkpoint that was asked for; 0 for none. */
  record Request(long checkpointId, Afterwards afterwards) {}
}
