package io.weir.runtime.stream;

/**
 * Which physical rows of a batch are live, in ascending order. A dense selection is a range; a
 * sparse one lists rows. Immutable, but the array given to {@link #of} is not copied: its maker
 * must not write to it again.
 */
public final class Selection {
  private final int[] rows;
  private final int start;
  private final int count;

  private Selection(int[] rows, int start, int count) {
    this.rows = rows;
    this.start = start;
    this.count = count;
  }

  /** The rows {@code 0 .. count - 1}. */
  public static Selection all(int count) {
    return new Selection(null, 0, count);
  }

  /** The rows {@code start .. start + count - 1}. */
  public static Selection range(int start, int count) {
    return new Selection(null, start, count);
  }

  /** The first {@code count} entries of {@code rows}, ascending. */
  public static Selection of(int[] rows, int count) {
    return new Selection(rows, 0, count);
  }

  /** The number of live rows. */
  public int count() {
    return count;
  }

  /** Whether the live rows are the range {@code start() .. start() + count() - 1}. */
  public boolean isDense() {
    return rows == null;
  }

  /**
   * The first row of a dense selection; the first used index of {@link #rows()} of a sparse one.
   */
  public int start() {
    return start;
  }

  /**
   * The physical rows of a sparse selection, live from {@link #start()}, {@link #count()} of them.
   */
  public int[] rows() {
    return rows;
  }

  /** The physical row of the live row {@code i}, 0 <= i < count. */
  public int row(int i) {
    return rows == null ? start + i : rows[start + i];
  }

  /** Without the first {@code n} live rows. */
  public Selection skip(int n) {
    return new Selection(rows, start + n, count - n);
  }

  /** Only the first {@code n} live rows. */
  public Selection limit(int n) {
    return new Selection(rows, start, n);
  }
}
