package io.weir.runtime.operator.match;

import java.util.Arrays;

/**
 * Matches of some partitions, in the order in which they were found; or what would be if a row was
 * taken for a variable. Each is a range of rows, and where in it each variable ends.
 */
final class Matches {
  private final int variables;
  private final int[] nothing;
  private int[] partitions = new int[64];
  private long[] starts = new long[64];
  private long[] millis = new long[64];
  private int[] ends;
  private int count;

  Matches(int variables) {
    this.variables = variables;
    nothing = new int[variables];
    ends = new int[64 * variables];
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /**
   * Adds a match.
   *
   * @param partition the number of its partition
   * @param start the number of its first row
   * @param from where its ends of variables begin in {@code allEnds}
   * @param foundMillis the time at which it was certain
   */
  void add(int partition, long start, int[] allEnds, int from, long foundMillis) {
    if (count == starts.length) {
      partitions = Arrays.copyOf(partitions, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      millis = Arrays.copyOf(millis, count * 2);
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    partitions[count] = partition;
    starts[count] = start;
    millis[count] = foundMillis;
    System.arraycopy(allEnds, from, ends, count * variables, variables);
    count++;
  }

  /** Adds a row that stands for itself, as the only one of a variable. */
  void addRow(int partition, long row, int variable) {
    add(partition, row, nothing, 0, 0);
    continueLast(variable);
  }

  /** Lets the last match go on with one row more, of a variable. */
  void continueLast(int variable) {
    int length = to(count - 1, Navigation.ALL) + 1;
    Arrays.fill(ends, (count - 1) * variables + variable, count * variables, length);
  }

  int partition(int match) {
    return partitions[match];
  }

  long start(int match) {
    return starts[match];
  }

  /** When it was certain. */
  long millis(int match) {
    return millis[match];
  }

  /**
   * How many rows lie before those of a variable.
   *
   * @param variable its number, or {@link Navigation#ALL}
   */
  int from(int match, int variable) {
    return variable <= 0 ? 0 : ends[match * variables + variable - 1];
  }

  /** How many rows there are up to the last of a variable. */
  int to(int match, int variable) {
    int last = variable == Navigation.ALL ? variables - 1 : variable;
    return ends[match * variables + last];
  }
}
