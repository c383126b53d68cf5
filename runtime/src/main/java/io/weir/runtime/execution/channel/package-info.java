/**
 * How elements get from one tasklet to others: queues that say when they are full, the partitioning
 * of batches on the sending side, and on the receiving side the merging of watermarks and the
 * alignment of barriers.
 */
package io.weir.runtime.execution.channel;
