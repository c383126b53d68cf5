package io.weir.runtime.execution.channel;

/**
 * Holds back the channels that are ahead in time until all have delivered the same barrier (Carbone
 * et al.: Lightweight asynchronous snapshots for distributed dataflows, 2015), or takes note that a
 * barrier has overtaken what lies ahead of it, so that its late arrivals mean nothing any more.
 */
final class BarrierAligner {
  /** No barrier has arrived that others have not. */
  static final long NONE = 0;

  private final boolean[] hasDelivered;
  private final boolean[] hasEnded;
  private long aligning = NONE;
  private long lastPassed = NONE;
  private int missing;

  BarrierAligner(int channelCount) {
    this.hasDelivered = new boolean[channelCount];
    this.hasEnded = new boolean[channelCount];
    this.missing = channelCount;
  }

  /** Whether the channel must not be read now. */
  boolean isBlocked(int channel) {
    return hasDelivered[channel] || hasEnded[channel];
  }

  /**
   * A channel has delivered a barrier.
   *
   * @return the checkpoint if all channels have now delivered it, else {@link #NONE}
   */
  long delivered(int channel, long checkpointId) {
    if (checkpointId <= lastPassed) {
      return NONE;
    }
    if (aligning != NONE && aligning != checkpointId) {
      throw new AssertionError(
          "barrier " + checkpointId + " arrived while " + aligning + " is being aligned");
    }
    aligning = checkpointId;
    hasDelivered[channel] = true;
    missing--;
    return completed();
  }

  /** A channel has ended, which counts as having delivered every later barrier. */
  long ended(int channel) {
    hasEnded[channel] = true;
    missing--;
    return completed();
  }

  /** Whether a barrier, or a later one, has arrived everywhere or has overtaken. */
  boolean hasPassed(long checkpointId) {
    return lastPassed >= checkpointId;
  }

  /** A barrier has passed without waiting: no channel is held back for it. */
  void overtaken(long checkpointId) {
    passed(checkpointId);
  }

  private long completed() {
    if (missing > 0 || aligning == NONE) {
      return NONE;
    }
    long completed = aligning;
    passed(completed);
    return completed;
  }

  private void passed(long checkpointId) {
    lastPassed = checkpointId;
    aligning = NONE;
    missing = 0;
    for (int i = 0; i < hasDelivered.length; i++) {
      hasDelivered[i] = false;
      missing += hasEnded[i] ? 0 : 1;
    }
  }
}
