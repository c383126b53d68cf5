package io.weir.runtime.state;

/** Arrays that the look-up of a batch of keys works in; reused. */
final class LookupScratch {
  /** The row of each key, or -1. */
  int[] rows = new int[0];

  /** The positions of the keys that were not found. */
  int[] missing = new int[0];

  /** Addresses that nobody asked for. */
  long[] addresses = new long[0];

  void ensure(int count) {
    if (rows.length < count) {
      rows = new int[count];
      missing = new int[count];
      addresses = new long[count];
    }
  }
}
