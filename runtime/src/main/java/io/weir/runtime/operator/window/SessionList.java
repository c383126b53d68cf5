package io.weir.runtime.operator.window;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The sessions of one key that have not been emitted, in the order in which they end: the times of
 * their first and last rows, and the lane in which their rows lie.
 *
 * <p>A session that has ended by a row's own watermark is closed to that row, also while it waits
 * to be emitted: what a row joins does not depend on when watermarks arrive. So a session may begin
 * within another one that is closed. Sessions whose times overlap have different lanes.
 */
final class SessionList {
  private static final int SESSION_BYTES = 3 * Long.BYTES;

  private final long gap;
  private long[] firsts = new long[4];
  private long[] lasts = new long[4];
  private long[] lanes = new long[4];
  private int count;

  /** The sessions that the last row that was added joined into one, as they were. */
  private final Joined joined = new Joined();

  SessionList(long gapMillis) {
    this.gap = gapMillis;
  }

  /** Sessions that have become one. */
  static final class Joined {
    private long[] firsts = new long[4];
    private long[] lasts = new long[4];
    private long[] lanes = new long[4];
    private int count;

    int count() {
      return count;
    }

    long first(int i) {
      return firsts[i];
    }

    long last(int i) {
      return lasts[i];
    }

    long lane(int i) {
      return lanes[i];
    }

    private void add(long first, long last, long lane) {
      if (count == firsts.length) {
        firsts = Arrays.copyOf(firsts, 2 * count);
        lasts = Arrays.copyOf(lasts, 2 * count);
        lanes = Arrays.copyOf(lanes, 2 * count);
      }
      firsts[count] = first;
      lasts[count] = last;
      lanes[count++] = lane;
    }
  }

  /** Reads what {@link #write} wrote; nothing if {@code length} is not positive. */
  void read(long address, int length) {
    count = Math.max(0, length) / SESSION_BYTES;
    reserve(count);
    for (int i = 0; i < count; i++) {
      long session = address + (long) i * SESSION_BYTES;
      firsts[i] = Memory.getLong(session);
      lasts[i] = Memory.getLong(session + Long.BYTES);
      lanes[i] = Memory.getLong(session + 2 * Long.BYTES);
    }
  }

  private void reserve(int sessions) {
    if (firsts.length < sessions) {
      firsts = Arrays.copyOf(firsts, 2 * sessions);
      lasts = Arrays.copyOf(lasts, 2 * sessions);
      lanes = Arrays.copyOf(lanes, 2 * sessions);
    }
  }

  /** The bytes that {@link #write} needs. */
  int bytes() {
    return count * SESSION_BYTES;
  }

  void write(long address) {
    for (int i = 0; i < count; i++) {
      long session = address + (long) i * SESSION_BYTES;
      Memory.putLong(session, firsts[i]);
      Memory.putLong(session + Long.BYTES, lasts[i]);
      Memory.putLong(session + 2 * Long.BYTES, lanes[i]);
    }
  }

  int count() {
    return count;
  }

  /** The time of the first row of a session. */
  long first(int session) {
    return firsts[session];
  }

  /** The time of the last row of a session. */
  long last(int session) {
    return lasts[session];
  }

  /** The lane of a session's rows. */
  long lane(int session) {
    return lanes[session];
  }

  /** When the first session ends, exclusive. */
  long end() {
    return lasts[0] + gap;
  }

  void removeFirst() {
    remove(0);
  }

  /** Whether a session takes no more rows whose watermark has reached {@code reached}. */
  boolean isClosed(int session, long reached) {
    return lasts[session] + gap - 1 <= reached;
  }

  /**
   * Adds a row, unless its session has ended.
   *
   * @param reached the row's own watermark, or what all inputs have reached if that is more
   * @return the number of the row's session, or −1 if that has ended; {@link #joined} are those
   *     whose rows it takes over
   */
  int add(long time, long reached) {
    joined.count = 0;
    long first = time;
    long last = time;
    for (int s = 0; s < count; s++) {
      boolean touches = firsts[s] - gap <= last && first <= lasts[s] + gap;
      if (touches && !isClosed(s, reached)) {
        first = Math.min(first, firsts[s]);
        last = Math.max(last, lasts[s]);
        joined.add(firsts[s], lasts[s], lanes[s]);
        remove(s);
        s = -1;
      }
    }
    return last + gap - 1 <= reached ? -1 : insert(first, last, lane(first, last));
  }

  /** The sessions that the row that was added last joined into one. */
  Joined joined() {
    return joined;
  }

  /** A lane for rows of these times: that of a session that is joined, if it is free. */
  private long lane(long first, long last) {
    for (int i = 0; i < joined.count; i++) {
      if (isFree(joined.lanes[i], first, last)) {
        return joined.lanes[i];
      }
    }
    long lane = 0;
    while (!isFree(lane, first, last)) {
      lane++;
    }
    return lane;
  }

  private boolean isFree(long lane, long first, long last) {
    for (int s = 0; s < count; s++) {
      if (lanes[s] == lane && firsts[s] <= last && first <= lasts[s]) {
        return false;
      }
    }
    return true;
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
    long first = firsts[session];
    long last = lasts[session];
    long lane = lanes[session];
    if (before.isEmpty()) {
      remove(session);
      if (after.isPresent()) {
        insert(after.getAsLong(), last, lane);
      }
      return;
    }
    long end = before.getAsLong();
    if (end + gap - 1 <= reached) {
      return;
    }
    if (after.isEmpty()) {
      remove(session);
      insert(first, end, lane);
    } else if (after.getAsLong() - end > gap) {
      remove(session);
      insert(first, end, lane);
      insert(after.getAsLong(), last, lane);
    }
  }

  private void remove(int session) {
    int behind = count - session - 1;
    System.arraycopy(firsts, session + 1, firsts, session, behind);
    System.arraycopy(lasts, session + 1, lasts, session, behind);
    System.arraycopy(lanes, session + 1, lanes, session, behind);
    count--;
  }

  /** Adds a session where it belongs; returns its number. */
  private int insert(long first, long last, long lane) {
    reserve(count + 1);
    int at = count;
    while (at > 0 && lasts[at - 1] > last) {
      at--;
    }
    System.arraycopy(firsts, at, firsts, at + 1, count - at);
    System.arraycopy(lasts, at, lasts, at + 1, count - at);
    System.arraycopy(lanes, at, lanes, at + 1, count - at);
    firsts[at] = first;
    lasts[at] = last;
    lanes[at] = lane;
    count++;
    return at;
  }
}
