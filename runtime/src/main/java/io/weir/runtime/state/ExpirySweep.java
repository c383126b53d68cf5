package io.weir.runtime.state;

/**
 * Goes over a table again and again, a few entries at a time, so that each entry is seen eight
 * times in its {@link TimeToLive}: first the rows in memory, by number, then what only the store
 * holds, by key group. What has expired is removed as if its owner had done it, so the store
 * forgets it with the next checkpoint. How far it goes in one call depends on the clock alone.
 */
final class ExpirySweep {
  private static final int ROUNDS = 8;
  private static final int LEAST_ENTRIES = 256;

  /** Of rows in memory, which are judged in a few nanoseconds each, and of entries of the store. */
  private static final int MOST_ROWS = 1 << 17;

  private static final int MOST_ENTRIES = 8192;
  private static final int NO_GROUP = -1;

  private final TimeToLive timeToLive;
  private final Swept table;
  private final int firstKeyGroup;
  private final int keyGroupCount;
  private long roundBegan;
  private long sweptAt;

  /** How many entries should have been seen by now; the clock goes in steps, calls come between. */
  private long due;

  private boolean isResting = true;
  private int nextRow;

  /** The key group of the store that comes next, or {@link #NO_GROUP} while rows are swept. */
  private int group;

  private byte[] from;

  /** Entries of the store that were seen in this round, and in the one before it. */
  private long seenBeneath;

  private long lastBeneath;

  /** A table as a sweep needs it. */
  interface Swept {
    /** One more than the highest number of a row in memory. */
    int rowLimit();

    /** Removes a row if it is in use and has expired. */
    void sweepRow(int row);

    /** Whether the store may hold entries of a key group that are not in memory. */
    boolean mayLieBeneath(int keyGroup);

    /** Removes an entry of the store if it has expired and is not in memory in any state. */
    void sweepBeneath(long keyAddress, int keyLength, long valueAddress, int valueLength);
  }

  ExpirySweep(TimeToLive timeToLive, Swept table, int firstKeyGroup, int keyGroupCount) {
    this.timeToLive = timeToLive;
    this.table = table;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
    roundBegan = timeToLive.now();
    sweptAt = roundBegan;
  }

  /** Does what is due; rows may come and go in memory. */
  void sweep(StoreTable store) {
    long now = timeToLive.now();
    long roundMillis = Math.max(1, timeToLive.millis() / ROUNDS);
    if (isResting) {
      if (now >= roundBegan && now - roundBegan < roundMillis) {
        return;
      }
      begin(now);
    }
    long entries = table.rowLimit() + lastBeneath;
    long elapsed = Math.min(roundMillis, Math.max(0, now - sweptAt));
    due = Math.min(entries, due + entries * elapsed / roundMillis);
    int count = (int) Math.max(LEAST_ENTRIES, Math.min(MOST_ROWS, 2 * due));
    due = Math.max(0, due - count / 2);
    sweptAt = now;
    if (group == NO_GROUP) {
      count = sweepRows(count);
    }
    if (count > 0) {
      sweepBeneath(store, Math.min(MOST_ENTRIES, count));
    }
  }

  private void begin(long now) {
    isResting = false;
    roundBegan = now;
    sweptAt = now;
    due = 0;
    nextRow = 0;
    group = NO_GROUP;
    lastBeneath = seenBeneath;
    seenBeneath = 0;
  }

  /** Returns how many entries are left to do, 0 if rows are. */
  private int sweepRows(int count) {
    int end = Math.min(table.rowLimit(), nextRow + count);
    int done = end - nextRow;
    for (; nextRow < end; nextRow++) {
      table.sweepRow(nextRow);
    }
    if (nextRow < table.rowLimit()) {
      return 0;
    }
    group = firstKeyGroup;
    from = null;
    return count - Math.max(0, done);
  }

  private void sweepBeneath(StoreTable store, int count) {
    int left = count;
    for (; group < firstKeyGroup + keyGroupCount && left > 0; group++) {
      if (!table.mayLieBeneath(group)) {
        continue;
      }
      byte[] prefix = StoreKeys.prefix(group);
      long seen = seenBeneath;
      byte[] last =
          store.scan(
              from == null ? prefix : from,
              StoreKeys.after(prefix),
              left,
              (key, keyLength, value, valueLength) -> {
                seenBeneath++;
                table.sweepBeneath(key, keyLength, value, valueLength);
              });
      if (last != null) {
        from = StoreKeys.next(last);
        return;
      }
      left -= (int) (seenBeneath - seen);
      from = null;
    }
    isResting = group == firstKeyGroup + keyGroupCount;
  }
}
