package io.weir.runtime.stream;

/**
 * Separates what belongs to checkpoint {@code checkpointId} (before) from what belongs to the next
 * (after).
 *
 * @param checkpointId counted from 1, never reused by a job
 */
public record Barrier(long checkpointId) implements StreamElement {}
