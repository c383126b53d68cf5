/** Weir. */
package io.weir.planner;
