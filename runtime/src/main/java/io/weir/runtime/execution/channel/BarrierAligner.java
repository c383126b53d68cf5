package io.weir.runtime.execution.channel;

/**
 * Holds back the channels that are ahead in time until all have delivered the same barrier (Carbone
 * et al.: Lightweight asynchronous snapshots for distributed dataflows, 2015). What lies between a
 * barrier's arrival on the first and on the last channel is the place where an overtaking barrier
 * will take the queued elements into the checkpoint instead of waiting.
 */
final class BarrierAligner {
  /** No barrier has arrived that others have not. */
  static final long NONE = 0;

  private final boolean[] hasDelivered;
  private final boolean[] hasEnded;
  private long aligning = NONE;
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

  private long completed() {
    if (missing > 0 || aligning == NONE) {
      return NONE;
    }
    long completed = aligning;
    aligning = NONE;
    for (int i = 0; i < hasDelivered.length; i++) {
      hasDelivered[i] = false;
      missing += hasEnded[i] ? 0 : 1;
    }
    return completed;
  }
}
