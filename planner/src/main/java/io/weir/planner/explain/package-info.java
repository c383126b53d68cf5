/** Plans as text: column names, distribution, changes, time, state and guarantees. */
package io.weir.planner.explain;
