/**
 * Functions over the rows around a row: OVER. Rows of a partition are kept in order; {@link
 * io.weir.runtime.operator.over.OverEvaluator} computes the results of some of them from the rows
 * that their frames reach, and two operators decide which: one emits each row once, when the
 * watermark has reached it, the other a changelog of rows that can come and go anywhere.
 */
package io.weir.runtime.operator.over;
