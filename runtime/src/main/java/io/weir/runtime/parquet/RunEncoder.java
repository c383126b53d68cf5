package io.weir.runtime.parquet;

/**
 * Writes small numbers as Parquet's hybrid of runs and of groups of eight packed bit by bit: levels
 * and places in a dictionary.
 */
final class RunEncoder {
  private static final int GROUP = 8;

  private RunEncoder() {}

  /** How many bits the numbers up to {@code largest} take. */
  static int width(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
  }

  /** Appends {@code values[start .. end)}, each of {@code width} bits. */
  static void encode(int[] values, int start, int end, int width, ByteBuilder out) {
    int packedFrom = start;
    int i = start;
    while (i < end) {
      int run = i + 1;
      while (run < end && values[run] == values[i]) {
        run++;
      }
      if (run - i >= GROUP) {
        pack(values, packedFrom, i, width, out);
        out.putVarint((long) (run - i) << 1);
        out.putLittleEndian(values[i], (width + 7) / 8);
        i = run;
        packedFrom = run;
      } else {
        // A whole group, so that what is packed ends between groups everywhere but at the end.
        i = Math.min(end, i + GROUP);
      }
    }
    pack(values, packedFrom, end, width, out);
  }

  private static void pack(int[] values, int start, int end, int width, ByteBuilder out) {
    if (start == end) {
      return;
    }
    int groups = (end - start + GROUP - 1) / GROUP;
    out.putVarint((long) groups << 1 | 1);
    long bits = 0;
    int count = 0;
    for (int i = start; i < start + groups * GROUP; i++) {
      bits |= (i < end ? (long) values[i] : 0L) << count;
      count += width;
      while (count >= Byte.SIZE) {
        out.put((int) bits);
        bits >>>= Byte.SIZE;
        count -= Byte.SIZE;
      }
    }
  }
}
