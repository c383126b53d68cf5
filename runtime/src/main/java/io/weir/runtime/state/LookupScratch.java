package io.weir.runtime.state;

/** Arrays that the look-up of a batch of keys works in; reused. */
final class LookupScratch {
  /** The slot at each key's home. */
  long[] slots = new long[0];

  /** The row of each key, or -1. */
  int[] rows = new int[0];

  /** The positions of the keys that were not found. */
  int[] missing = new int[0];

  /** Addresses that nobody asked for. */
  long[] addresses = new long[0];

  void ensure(int count) {
    if (slots.length < count) {
      slots = new long[count];
      rows = new int[count];
      missing = new int[count];
      addresses = new long[count];
    }
  }
}
