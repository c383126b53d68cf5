/**
 * Ranking: the first rows of each partition in an order (top-N), one row of each key
 * (deduplication), and both within windows. Rows are kept as bytes whose order is that of the sort
 * ({@link io.weir.runtime.operator.sort.OrderedRowCodec}) in an ordered table, so that a row is at
 * once what is compared, what is stored and what is emitted.
 */
package io.weir.runtime.operator.rank;
