/**
 * From statements to plans. {@link io.weir.planner.Planner} takes a parsed statement, a catalog and
 * settings, and answers with what is to be run or shown. The only module that sees Calcite.
 */
package io.weir.planner;
