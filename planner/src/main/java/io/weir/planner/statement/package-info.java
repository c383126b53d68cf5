/** One handler for each family of statements: queries, INSERT, DDL, SHOW, EXPLAIN, settings. */
package io.weir.planner.statement;
