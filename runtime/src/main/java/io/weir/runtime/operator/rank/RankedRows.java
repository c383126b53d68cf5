package io.weir.runtime.operator.rank;

import java.util.Arrays;

/** Encoded rows with their ranks, in order. */
final class RankedRows {
  private static final int FIRST_ROWS = 16;

  long[] starts = new long[FIRST_ROWS];
  int[] lengths = new int[FIRST_ROWS];
  long[] ranks = new long[FIRST_ROWS];
  int count;

  void add(long start, int length, long rank) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
      ranks = Arrays.copyOf(ranks, count * 2);
    }
    starts[count] = start;
    lengths[count] = length;
    ranks[count++] = rank;
  }
}
