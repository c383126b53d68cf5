/**
 * Patterns of rows: MATCH_RECOGNIZE. The rows of a partition, in order, run through an automaton,
 * which is made of the pattern as Flink's library for complex events makes one, so that what
 * matches is the same. Since neighbours in a pattern are neighbours in the partition, a match that
 * has begun is a range of rows and where in it each variable ends; {@link
 * io.weir.runtime.operator.match.Runs} keeps these, and the rows only once.
 */
package io.weir.runtime.operator.match;
