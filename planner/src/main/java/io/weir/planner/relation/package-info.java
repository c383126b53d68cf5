/**
 * From a validated body to relational algebra: the catalog as Calcite's schemas, the conversion
 * with nothing folded and nothing merged, and views and computed columns on the way.
 */
package io.weir.planner.relation;
