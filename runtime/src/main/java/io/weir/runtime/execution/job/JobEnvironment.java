package io.weir.runtime.execution.job;

import io.weir.runtime.execution.Scheduler;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.time.Clock;
import java.util.random.RandomGenerator;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What a job reaches the world through.
 *
 * @param scheduler steps its tasklets and runs what blocks
 * @param clock tells the time
 * @param random draws the incarnation of a fresh start
 * @param allocator of everything it holds off the heap; the job frees all of it
 * @param state opens its state; an in-memory store for a job without checkpoints
 * @param checkpoints keeps its checkpoints; not touched by a job without them
 */
public record JobEnvironment(
    Scheduler scheduler,
    Clock clock,
    RandomGenerator random,
    BufferAllocator allocator,
    StateFactory state,
    CheckpointLog checkpoints) {}
