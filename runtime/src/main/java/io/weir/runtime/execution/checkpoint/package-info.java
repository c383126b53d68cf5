/**
 * Asynchronous barrier snapshots: when a checkpoint begins, what belongs to it, when it exists, and
 * when sinks may publish.
 *
 * <p>The order that everything rests on: sources send barrier <i>n</i>; each task that has it on
 * all channels hands over what it has captured; in the background all of that becomes durable; then
 * the checkpoint is written, and exists; then, and strictly in this order from checkpoint to
 * checkpoint, sinks commit what they prepared for it. A crash at any moment leaves a newest
 * checkpoint that names every commit which may not have happened, and committing twice changes
 * nothing.
 */
package io.weir.runtime.execution.checkpoint;
