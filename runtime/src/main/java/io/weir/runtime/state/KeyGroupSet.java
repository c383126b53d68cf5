package io.weir.runtime.state;

/** A set of key groups, one bit each. */
final class KeyGroupSet {
  private long low;
  private long high;

  boolean contains(int keyGroup) {
    return ((keyGroup < 64 ? low : high) >>> keyGroup & 1) != 0;
  }

  boolean isEmpty() {
    return (low | high) == 0;
  }

  void add(int keyGroup) {
    if (keyGroup < 64) {
      low |= 1L << keyGroup;
    } else {
      high |= 1L << keyGroup;
    }
  }

  void remove(int keyGroup) {
    if (keyGroup < 64) {
      low &= ~(1L << keyGroup);
    } else {
      high &= ~(1L << keyGroup);
    }
  }
}
