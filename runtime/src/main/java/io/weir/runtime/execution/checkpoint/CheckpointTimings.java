package io.weir.runtime.execution.checkpoint;

/**
 * How long the parts of a checkpoint took: alignment, synchronous part and storing add up to the
 * total.
 *
 * @param beganMillis when its barrier was sent, in wall time
 * @param alignmentMillis until the last task had handed over its part, without the synchronous part
 * @param synchronousMillis the longest that one task stood still to hand over its part; negative if
 *     an earlier version has not measured it
 * @param storingMillis from the last part to everything being durable but the manifest
 * @param totalMillis from the beginning to there
 */
public record CheckpointTimings(
    long beganMillis,
    long alignmentMillis,
    long synchronousMillis,
    long storingMillis,
    long totalMillis) {
  /** Of a checkpoint that was not measured, such as the one before the first row. */
  public static final CheckpointTimings NONE = new CheckpointTimings(0, 0, 0, 0, 0);
}
