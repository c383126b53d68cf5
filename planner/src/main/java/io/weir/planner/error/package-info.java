/** Mistakes found while planning, each with the place in the script that it is about. */
package io.weir.planner.error;
