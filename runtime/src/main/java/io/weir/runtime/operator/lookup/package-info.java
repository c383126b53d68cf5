/**
 * Joins with tables that are asked rather than followed: each row is joined with what the table
 * holds when the row comes. A table is either asked for the keys of a batch, through its connector,
 * or it is bounded and read whole before the first row. A row that is taken back does not ask
 * again: what was sent for it is remembered, unless the table is known to hold the same for ever.
 */
package io.weir.runtime.operator.lookup;
