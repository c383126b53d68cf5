/**
 * Aggregate functions: what a call of one means, the fixed-width cells in which it accumulates, and
 * the loops that fold a batch of rows into many groups' cells at once. Knows nothing of windows or
 * changelogs; the operators that do build on {@link
 * io.weir.runtime.operator.aggregate.Aggregation}.
 */
package io.weir.runtime.operator.aggregate;
