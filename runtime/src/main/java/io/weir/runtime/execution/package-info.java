/**
 * Runs plans.
 *
 * <p>A job is a set of <b>tasklets</b> that a {@link io.weir.runtime.execution.Scheduler} steps,
 * one bounded piece of work at a time, on as many threads as there are cores. Nothing in a tasklet
 * blocks, so nothing needs a thread of its own; what must block goes to the {@link
 * io.weir.runtime.execution.IoExecutor} and comes back as a message.
 *
 * <pre>
 *            barrier n, when the coordinator asks
 *                 |
 *   splits --> Source[0] -queue--+--> gate  Calc → Aggregate → Sink [0] --> outside
 *                                 \ /   ^
 *                                  X    | aligns barriers or lets them overtake, merges watermarks
 *                                 / \   v
 *   splits --> Source[1] -queue--+--> gate  Calc → Aggregate → Sink [1] --> outside
 *                 |                                   |
 *                 +------ captured parts of n --------+--> coordinator --> I/O: make durable,
 *                                                                          write checkpoint n,
 *                                                                          commit n
 * </pre>
 *
 * <p>Where things are:
 *
 * <ul>
 *   <li>{@code graph}: from plan nodes to chains of operators and the streams between them.
 *   <li>{@code channel}: queues that say when they are full; partitioning on the sending side;
 *       gates on the receiving side.
 *   <li>{@code task}: what a tasklet of a job does: read splits, or run a chain.
 *   <li>{@code checkpoint}: when a checkpoint begins, what belongs to it, when it exists, and when
 *       sinks may publish.
 *   <li>{@code job}: the life of a job and its handle.
 *   <li>{@code thread}: the scheduler of production. The simulation has its own, with a seed.
 * </ul>
 *
 * <p>Three rules carry the guarantee. Elements on a channel and in a chain keep their order,
 * barriers among them. Everything that a checkpoint names is durable before the checkpoint is
 * written. Sinks commit only what belongs to a checkpoint that exists, in the order of checkpoints,
 * and every commit that may not have happened is named by the newest checkpoint.
 */
package io.weir.runtime.execution;
