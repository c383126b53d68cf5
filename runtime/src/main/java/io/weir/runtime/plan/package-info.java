/**
 * The vocabulary of physical plans: what the planner produces and the execution turns into
 * tasklets. Nodes of operators live with their operators.
 */
package io.weir.runtime.plan;
