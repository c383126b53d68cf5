package io.weir.runtime.stream;

/**
 * Separates what belongs to checkpoint {@code checkpointId} (before) from what belongs to the next
 * (after).
 *
 * @param checkpointId counted from 1, never reused by a job
 * @param hasOvertaken whether rows may be on their way that were sent before it: it may come
 *     between two rows of one change
 */
public record Barrier(long checkpointId, boolean hasOvertaken) implements StreamElement {
  /** One that has waited for all rows before it. */
  public Barrier(long checkpointId) {
    this(checkpointId, false);
  }
}
