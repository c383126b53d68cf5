package io.weir.runtime.function;

/** The bound on strings whose length is a number in the query rather than the length of data. */
final class StringSize {
  /** The most bytes that one call may fill: 64 MiB. */
  static final int MAX_BYTES = 64 << 20;

  private StringSize() {}

  /** Refuses to make a string of more than {@link #MAX_BYTES}. */
  static void check(String function, long bytes) {
    if (bytes > MAX_BYTES) {
      throw new EvaluationException(
          function + " would make a string of " + bytes + " bytes; the most is " + MAX_BYTES,
          "ask for a shorter string");
    }
  }
}
