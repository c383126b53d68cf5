/** What a job promises for each of its sinks when it crashes, and why. */
package io.weir.planner.guarantee;
