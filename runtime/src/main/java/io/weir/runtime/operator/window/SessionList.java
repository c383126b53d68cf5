package io.weir.runtime.operator.window;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.OptionalLong;

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
    remove(0);
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

  /**
   * The number of the session in which a row of this time lies and that has not ended at {@code
   * reached}, or −1.
   */
  int open(long time, long reached) {
    for (int s = 0; s < count; s++) {
      if (firsts[s] <= time && time <= lasts[s]) {
        return lasts[s] + gap - 1 > reached ? s : -1;
      }
    }
    return -1;
  }

  /** The time of the first row of a session. */
  long first(int session) {
    return firsts[session];
  }

  /** The time of the last row of a session. */
  long last(int session) {
    return lasts[session];
  }

  /**
   * The only row of its time has left a session, which is made smaller, parted in two, or removed.
   * It goes on to where it was if it would otherwise have ended at {@code reached}, since those
   * behind may have been told so.
   *
   * @param before the time of the row before it in the session, if there is one
   * @param after the time of the row after it in the session, if there is one
   */
  void left(int session, OptionalLong before, OptionalLong after, long reached) {
    if (before.isEmpty()) {
      if (after.isPresent()) {
        firsts[session] = after.getAsLong();
      } else {
        remove(session);
      }
      return;
    }
    long end = before.getAsLong();
    if (end + gap - 1 <= reached) {
      return;
    }
    if (after.isEmpty()) {
      lasts[session] = end;
    } else if (after.getAsLong() - end > gap) {
      long last = lasts[session];
      replace(session, session + 1, firsts[session], end);
      replace(session + 1, session + 1, after.getAsLong(), last);
    }
  }

  private void remove(int session) {
    System.arraycopy(firsts, session + 1, firsts, session, count - session - 1);
    System.arraycopy(lasts, session + 1, lasts, session, count - session - 1);
    count--;
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
