/**
 * Resolved scalar expressions and their evaluation by precompiled vector kernels.
 *
 * <p>An {@link io.weir.runtime.expression.Expression} is a tree of records. {@link
 * io.weir.runtime.expression.ExpressionEvaluator} compiles a list of them into steps that each
 * compute a vector for a selection of a batch's rows. CASE, COALESCE, AND and OR hand narrower
 * selections to their operands, so an operand that can fail sees only the rows that reach it; what
 * cannot fail may be computed for more rows. Values by row have as many slots as the batch has
 * rows; slots that were not asked for hold garbage.
 */
package io.weir.runtime.expression;
