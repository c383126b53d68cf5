package io.weir.runtime.execution.task;

/**
 * Which instance of which operator a stage runs.
 *
 * @param operatorId the stable id of the operator
 * @param subtask which instance, from 0
 * @param restoredWatermarks the watermark of each input in the restored checkpoint, or {@code
 *     Watermark.NONE}
 */
public record StageIdentity(String operatorId, int subtask, long[] restoredWatermarks) {}
