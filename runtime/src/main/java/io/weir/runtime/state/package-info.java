/**
 * Declared state tables: a write-back cache of the working set in memory, in front of a store that
 * holds exactly the state at the last flushed barrier.
 */
package io.weir.runtime.state;
