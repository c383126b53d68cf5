package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.state.StateBackend;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Where the checkpoints of a job go.
 *
 * @param log keeps them; empty if the job keeps none
 * @param state flushes what was captured; empty if no operator has state that is kept
 * @param commits publishes what sinks have prepared
 * @param background runs what blocks
 * @param allocator of what has to be copied on the way
 * @param positions tells the outside how far sources have been read
 * @param isGivenUp whether the job has ended meanwhile, so that nothing more may be written
 */
public record CheckpointTarget(
    Optional<CheckpointLog> log,
    Optional<StateBackend> state,
    CommitQueue commits,
    Background background,
    BufferAllocator allocator,
    PublishedPositions positions,
    BooleanSupplier isGivenUp) {}
