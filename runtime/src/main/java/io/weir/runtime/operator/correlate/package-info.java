/**
 * Table functions in FROM: for each row the rows that a function gives for it. UNNEST is one of
 * them; a lateral subquery over one becomes one with a condition.
 */
package io.weir.runtime.operator.correlate;
