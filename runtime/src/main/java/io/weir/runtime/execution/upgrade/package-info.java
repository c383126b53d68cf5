/**
 * What becomes of a checkpoint when a job goes on from it with maybe another query: which steps
 * keep what they hold, which are new, dropped, or stand in the way, and why. Decided, and told,
 * before anything runs.
 *
 * <p>Steps are matched by their {@link io.weir.runtime.execution.graph.PlanOperator#signature()
 * signature} (tables by what is read, sinks by where they write), and keep the ids that they have
 * in the checkpoint. A step whose rows reach a sink that is kept must not begin empty in the middle
 * of the input: that would be a wrong result.
 */
package io.weir.runtime.execution.upgrade;
