package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.state.StateBackend;
import java.util.Map;
import java.util.Optional;

/**
 * A job that is ready to build its tasks.
 *
 * @param base the checkpoint from which it starts
 * @param isRestored whether that existed before
 * @param graph what runs; at the parallelism of {@code base} where that holds queues, else at that
 *     of the job
 * @param state its state; empty if no operator has any
 * @param committers by the operator id of their sink
 */
record Launched(
    Checkpoint base,
    boolean isRestored,
    JobGraph graph,
    Optional<StateBackend> state,
    Map<String, Committer> committers) {}
