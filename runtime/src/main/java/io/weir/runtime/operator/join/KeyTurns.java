package io.weir.runtime.operator.join;

import io.weir.runtime.state.CountedMultiset;
import java.util.Arrays;

/**
 * The keys that a piece gives their first rows or takes their last ones. First all keys of the
 * piece are noted, each once, with whether they have rows; then the rows change.
 */
final class KeyTurns {
  private int[] ownKeys = new int[256];
  private int[] otherKeys = new int[256];
  private boolean[] hasRows = new boolean[256];
  private int count;

  /** Notes a key, before rows are added to it. */
  void before(CountedMultiset table, int ownKey, int otherKey) {
    if (table.keyMark(ownKey) != 0) {
      return;
    }
    if (count == ownKeys.length) {
      ownKeys = Arrays.copyOf(ownKeys, count * 2);
      otherKeys = Arrays.copyOf(otherKeys, count * 2);
      hasRows = Arrays.copyOf(hasRows, count * 2);
    }
    ownKeys[count] = ownKey;
    otherKeys[count] = otherKey;
    hasRows[count] = table.hasRows(ownKey);
    table.setKeyMark(ownKey, ++count);
  }

  /**
   * Keeps the keys that have turned, of which {@link #hasRows} now says how, and brings the other
   * side's rows of those to memory. Clears the marks of keys.
   */
  void settle(CountedMultiset own, CountedMultiset other) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      own.setKeyMark(ownKeys[i], 0);
      boolean hasNow = own.hasRows(ownKeys[i]);
      if (hasNow != hasRows[i]) {
        other.load(otherKeys[i]);
        otherKeys[kept] = otherKeys[i];
        hasRows[kept++] = hasNow;
      }
    }
    count = kept;
  }

  int count() {
    return count;
  }

  int otherKey(int i) {
    return otherKeys[i];
  }

  boolean hasRows(int i) {
    return hasRows[i];
  }

  void clear() {
    count = 0;
  }
}
