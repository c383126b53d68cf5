package io.weir.runtime.function;

/** Positions in UTF-8 text counted in code points. */
final class Utf8 {
  private Utf8() {}

  /**
   * The byte index of the code point {@code count} code points after byte {@code from}; the length
   * if there are fewer.
   */
  static int advance(Slice text, int from, long count) {
    int at = from;
    for (long i = 0; i < count && at < text.length(); i++) {
      at = next(text, at);
    }
    return at;
  }

  /** The byte index after the code point at byte {@code at}, which is below the length. */
  static int next(Slice text, int at) {
    int next = at + 1;
    while (next < text.length() && isContinuation(text.get(next))) {
      next++;
    }
    return next;
  }

  /** The byte index of the code point before byte {@code at}, which is above 0. */
  static int previous(Slice text, int at) {
    int previous = at - 1;
    while (previous > 0 && isContinuation(text.get(previous))) {
      previous--;
    }
    return previous;
  }

  /** The number of code points before byte {@code end}. */
  static int countBefore(Slice text, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      if (!isContinuation(text.get(i))) {
        count++;
      }
    }
    return count;
  }

  /** Whether a byte goes on with a code point begun before. */
  static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }

  /** The byte index in {@code set} of the code point of {@code text} in [start, end), or -1. */
  static int find(Slice set, Slice text, int start, int end) {
    for (int at = 0; at < set.length(); ) {
      int next = next(set, at);
      if (next - at == end - start && equal(set, at, text, start, end - start)) {
        return at;
      }
      at = next;
    }
    return -1;
  }

  private static boolean equal(Slice a, int aStart, Slice b, int bStart, int length) {
    for (int i = 0; i < length; i++) {
      if (a.get(aStart + i) != b.get(bStart + i)) {
        return false;
      }
    }
    return true;
  }
}
