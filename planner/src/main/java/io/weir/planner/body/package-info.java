/**
 * Parsing of query bodies and expressions: the parser generated from Calcite's grammar with Flink's
 * type names, started at the place where the body stands in the script, so that every position in
 * the tree is one of the script.
 */
package io.weir.planner.body;
