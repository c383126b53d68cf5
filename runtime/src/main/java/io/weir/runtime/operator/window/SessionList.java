package io.weir.runtime.operator.window;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * The sessions of one key that have not been emitted, in order: the times of their first and last
 * rows. No two touch each other.
 */
final class SessionList {
  private static final int SESSION_BYTES = 2 * Long.BYTES;

  private final long gap;
  private long[] firsts = new long[4];
  private long[] lasts = new long[4];
  private int count;

  SessionList(long gapMillis) {
    this.gap = gapMillis;
  }

  /** Reads what {@link #write} wrote; nothing if {@code length} is not positive. */
  void read(long address, int length) {
    count = Math.max(0, length) / SESSION_BYTES;
    reserve(count);
    for (int i = 0; i < count; i++) {
      firsts[i] = Memory.getLong(address + (long) i * SESSION_BYTES);
      lasts[i] = Memory.getLong(address + (long) i * SESSION_BYTES + Long.BYTES);
    }
  }

  private void reserve(int sessions) {
    if (firsts.length < sessions) {
      firsts = Arrays.copyOf(firsts, 2 * sessions);
      lasts = Arrays.copyOf(lasts, 2 * sessions);
    }
  }

  /** The bytes that {@link #write} needs. */
  int bytes() {
    return count * SESSION_BYTES;
  }

  void write(long address) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(address + (long) i * SESSION_BYTES, firsts[i]);
      Memory.putLong(address + (long) i * SESSION_BYTES + Long.BYTES, lasts[i]);
    }
  }

  int count() {
    return count;
  }

  /** The time of the first row of the first session. */
  long first() {
    return firsts[0];
  }

  /** The time of the last row of the first session. */
  long last() {
    return lasts[0];
  }

  /** When the first session ends, exclusive. */
  long end() {
    return lasts[0] + gap;
  }

  void removeFirst() {
    System.arraycopy(firsts, 1, firsts, 0, count - 1);
    System.arraycopy(lasts, 1, lasts, 0, count - 1);
    count--;
  }

  /**
   * Adds a row, unless its session has ended by its own watermark.
   *
   * @param watermark up to which sessions have ended; what touches only such ones begins anew
   * @param own the row's own watermark
   * @return whether it counts
   */
  boolean add(long time, long watermark, long own) {
    int from = 0;
    while (from < count && (lasts[from] + gap < time || lasts[from] + gap - 1 <= watermark)) {
      from++;
    }
    int to = from;
    long first = time;
    long last = time;
    while (to < count && firsts[to] - gap <= time) {
      first = Math.min(first, firsts[to]);
      last = Math.max(last, lasts[to]);
      to++;
    }
    if (last + gap - 1 <= Math.max(own, watermark)) {
      return false;
    }
    replace(from, to, first, last);
    return true;
  }

  private void replace(int from, int to, long first, long last) {
    reserve(count + 1);
    int moved = count - to;
    System.arraycopy(firsts, to, firsts, from + 1, moved);
    System.arraycopy(lasts, to, lasts, from + 1, moved);
    firsts[from] = first;
    lasts[from] = last;
    count = from + 1 + moved;
  }
}
