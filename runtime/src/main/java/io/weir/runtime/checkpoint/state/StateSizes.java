package io.weir.runtime.checkpoint.state;

import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.state.StoredState;

/**
 * How much a state table holds in a checkpoint.
 *
 * @param rows its entries, counted up to {@link #MOST}
 * @param bytes their keys and values, before compression
 * @param isAll whether there are no more than were counted
 */
public record StateSizes(long rows, long bytes, boolean isAll) {
  /** How many entries are counted at most. */
  public static final int MOST = 1_000_000;

  /** Counts what a table of an opened state holds. */
  public static StateSizes of(StoredState state, TableDeclaration table) {
    long[] counted = new long[2];
    byte[] last =
        state.scan(
            table,
            null,
            MOST,
            (namespace, key, keyLength, value, valueLength) -> {
              counted[0]++;
              counted[1] += keyLength + valueLength;
            });
    return new StateSizes(counted[0], counted[1], last == null);
  }
}
