package io.weir.runtime.function;

/**
 * The sequence of {@code java.util.Random}, which is specified to the bit: what two calls of RAND
 * with the same seed agree on, here and in Flink.
 */
final class SeededDraws {
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long INCREMENT = 0xBL;
  private static final long MASK = (1L << 48) - 1;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long state;

  /** Begins the sequence of {@code seed}. */
  SeededDraws(long seed) {
    reset(seed);
  }

  /** Begins the sequence of {@code seed} anew. */
  void reset(long seed) {
    state = (seed ^ MULTIPLIER) & MASK;
  }

  private int next(int bits) {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return (int) (state >>> (48 - bits));
  }

  /** At least 0 and below 1. */
  double nextDouble() {
    return (((long) next(26) << 27) + next(27)) * DOUBLE_UNIT;
  }

  /** At least 0 and below {@code bound}, which is above 0. */
  int nextInt(int bound) {
    int drawn = next(31);
    if (Integer.bitCount(bound) == 1) {
      return (int) ((bound * (long) drawn) >> 31);
    }
    int value = drawn % bound;
    while (drawn - value + (bound - 1) < 0) {
      drawn = next(31);
      value = drawn % bound;
    }
    return value;
  }
}
