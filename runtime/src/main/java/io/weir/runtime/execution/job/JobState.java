package io.weir.runtime.execution.job;

import java.util.Locale;

/** Where a job is in its life. */
public enum JobState {
  /** Inputs are being listed or a checkpoint is being restored. */
  STARTING,
  /** Rows are being processed. */
  RUNNING,
  /** It has failed for a reason that may pass and will be restored after a pause. */
  RESTARTING,
  /** It is ending and freeing what it holds. */
  ENDING,
  /** Its input has ended and everything is committed. */
  FINISHED,
  /** It was stopped after a checkpoint, from which it can go on. */
  STOPPED,
  /** It was cancelled; its last checkpoint is what it was. */
  CANCELLED,
  /** It has failed; its last checkpoint is kept. */
  FAILED;

  /** In words. */
  public String describe() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing will happen any more. */
  public boolean isTerminal() {
    return this == FINISHED || this == STOPPED || this == CANCELLED || this == FAILED;
  }
}
