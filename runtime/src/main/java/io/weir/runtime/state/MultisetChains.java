package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The keys and rows of a counted multiset that are in memory: each key's rows in a chain, which of
 * them are to be captured, and which are dead but remembered until the store has forgotten them.
 */
final class MultisetChains {
  private static final int NONE = CountedMultiset.NONE;

  private final MultisetCodec codec;
  private final Epochs epochs;

  /** Null if rows are kept for ever. */
  private final TimeToLive timeToLive;

  final MultisetKeys keys;
  final MultisetRows rows;

  /** Rows changed since the last capture; may name a row twice, or one that is free again. */
  private final PagedInts dirty;

  /** Rows that were captured dead, in the order of capture, until they can be freed. */
  private final PagedInts graves;

  private int gravesDone;

  /** Keys that may have no rows, to be forgotten when the next batch begins. */
  private final PagedInts emptyKeys;

  MultisetChains(
      TableSpec spec,
      MultisetCodec codec,
      TimeToLive timeToLive,
      TableMemory memory,
      Epochs epochs) {
    this.codec = codec;
    this.epochs = epochs;
    this.timeToLive = timeToLive;
    keys = new MultisetKeys(spec, memory, epochs);
    rows = new MultisetRows(memory, timeToLive != null);
    dirty = new PagedInts(memory);
    graves = new PagedInts(memory);
    emptyKeys = new PagedInts(memory);
  }

  /** Forgets what is of no use any more; numbers of keys stay valid only if they have rows. */
  void tidy() {
    forgetEmptyKeys();
    bury();
  }

  private void forgetEmptyKeys() {
    for (int i = 0, count = emptyKeys.size(); i < count; i++) {
      int key = emptyKeys.get(i);
      if (!keys.isFree(key) && keys.all(key) == 0) {
        keys.remove(key);
      }
    }
    emptyKeys.clear();
  }

  /** Frees dead rows whose removal is in the store. */
  private void bury() {
    int flushed = epochs.flushed();
    while (gravesDone < graves.size()) {
      int row = graves.get(gravesDone);
      int flags = rows.flags(row);
      boolean isStillDead =
          (flags & (RowFlags.DEAD | RowFlags.FREE | RowFlags.DIRTY)) == RowFlags.DEAD;
      if (isStillDead && !RowFlags.isFlushed(flags, flushed)) {
        return;
      }
      if (isStillDead) {
        release(row);
      }
      gravesDone++;
    }
    graves.clear();
    gravesDone = 0;
  }

  /** Adds a key that is not here; it is forgotten unless rows are added. */
  int insertKey(int hash, long address, int length) {
    int key = keys.insert(hash, address, length);
    emptyKeys.add(key);
    return key;
  }

  /**
   * Changes the count of a row, which is made if it is not here.
   *
   * @param found its number, or below 0
   */
  int change(int found, int key, int hash, EncodedRows encoded, int i, long delta) {
    int row = found;
    if (row < 0) {
      row = rows.insert(hash, key, encoded.address(i), encoded.length(i), 0);
      keys.addAll(key, 1);
      chain(key, row);
    }
    int flags = rows.flags(row);
    if ((flags & RowFlags.DEAD) != 0) {
      rows.setFlags(row, flags & ~RowFlags.DEAD);
      rows.setMatches(row, 0);
      chain(key, row);
    }
    touch(row);
    rows.setCount(row, rows.count(row) + delta);
    keys.addRows(key, delta);
    return row;
  }

  /** Says that a row that is alive has been changed. */
  void touch(int row) {
    markDirty(row);
    if (timeToLive != null) {
      rows.setStamp(row, timeToLive.now());
      keys.notLaterThan(rows.key(row), timeToLive.now());
    }
  }

  private void markDirty(int row) {
    int flags = rows.flags(row);
    if ((flags & RowFlags.DIRTY) == 0) {
      rows.setFlags(row, flags | RowFlags.DIRTY);
      dirty.add(row);
    }
  }

  /** Brings in a row of the store that is not here; one that has expired as a dead one. */
  void load(int key, int hash, long value, long bytes, int length) {
    boolean isExpired = timeToLive != null && timeToLive.isExpired(codec.stamp(value));
    int flags = RowFlags.STORED | epochs.flushed() & RowFlags.EPOCH_MASK;
    int row = rows.insert(hash, key, bytes, length, isExpired ? flags | RowFlags.DEAD : flags);
    keys.addAll(key, 1);
    if (isExpired) {
      markDirty(row);
      return;
    }
    rows.setCount(row, codec.count(value));
    rows.setMatches(row, codec.matches(value));
    keys.addRows(key, rows.count(row));
    if (timeToLive != null) {
      rows.setStamp(row, codec.stamp(value));
      keys.notLaterThan(key, codec.stamp(value));
    }
    chain(key, row);
  }

  private void chain(int key, int row) {
    int tail = keys.tail(key);
    rows.setNext(row, NONE);
    rows.setPrevious(row, tail);
    if (tail == NONE) {
      keys.setHead(key, row);
    } else {
      rows.setNext(tail, row);
    }
    keys.setTail(key, row);
    keys.addChained(key, 1);
  }

  private void unchain(int key, int row) {
    int next = rows.next(row);
    int previous = rows.previous(row);
    if (previous == NONE) {
      keys.setHead(key, next);
    } else {
      rows.setNext(previous, next);
    }
    if (next == NONE) {
      keys.setTail(key, previous);
    } else {
      rows.setPrevious(next, previous);
    }
    keys.addChained(key, -1);
  }

  /** Removes a row that is alive and whose count is zero. */
  void remove(int row) {
    unchain(rows.key(row), row);
    int flags = rows.flags(row);
    if ((flags & RowFlags.STORED) == 0) {
      release(row);
    } else {
      rows.setFlags(row, flags | RowFlags.DEAD);
      markDirty(row);
    }
  }

  private void release(int row) {
    int key = rows.key(row);
    rows.release(row);
    keys.addAll(key, -1);
    if (keys.all(key) == 0) {
      emptyKeys.add(key);
    }
  }

  /** Removes the rows of a key that have expired, if any can have. */
  void expireKey(int key) {
    if (!keys.mayHoldExpired(key, timeToLive)) {
      return;
    }
    keys.forgetStamps(key);
    int next;
    for (int row = keys.head(key); row != NONE; row = next) {
      next = rows.next(row);
      if (!expire(row)) {
        keys.notLaterThan(key, rows.stamp(row));
      }
    }
  }

  /** Removes a row if it is alive and has expired. */
  boolean expire(int row) {
    boolean isAlive = (rows.flags(row) & (RowFlags.FREE | RowFlags.DEAD)) == 0;
    if (!isAlive || !timeToLive.isExpired(rows.stamp(row))) {
      return false;
    }
    keys.addRows(rows.key(row), -rows.count(row));
    rows.setCount(row, 0);
    remove(row);
    return true;
  }

  /** Copies what has changed since the last capture. */
  void capture(CaptureBuffer buffer) {
    for (int d = 0, count = dirty.size(); d < count; d++) {
      int row = dirty.get(d);
      int flags = rows.flags(row);
      if ((flags & (RowFlags.DIRTY | RowFlags.FREE)) == RowFlags.DIRTY) {
        capture(row, flags, buffer);
      }
    }
    dirty.clear();
  }

  private void capture(int row, int flags, CaptureBuffer buffer) {
    int key = rows.key(row);
    int keyLength = keys.keyLength(key);
    int storeKeyLength = keyLength + codec.suffixBytes;
    int length = rows.length(row);
    long bytes = rows.bytes(row);
    long entry =
        buffer.reserve(
            CaptureBuffer.HEADER_BYTES
                + (long) storeKeyLength
                + MultisetCodec.MAX_NUMBERS_BYTES
                + length);
    long at = entry + CaptureBuffer.HEADER_BYTES;
    Memory.copy(keys.keyAddress(key), at, keyLength);
    codec.writeSuffix(bytes, length, at + keyLength);
    long value = at + storeKeyLength;
    boolean isDead = (flags & RowFlags.DEAD) != 0;
    if (isDead) {
      buffer.add(keys.keyGroup(key), storeKeyLength, CaptureBuffer.REMOVED, value);
      graves.add(row);
    } else {
      long end = codec.writeNumbers(rows.count(row), rows.matches(row), stamp(row), value);
      Memory.copy(bytes, end, length);
      end += length;
      buffer.add(keys.keyGroup(key), storeKeyLength, (int) (end - value), end);
    }
    rows.setFlags(
        row,
        (isDead ? RowFlags.DEAD : 0) | RowFlags.STORED | epochs.current() & RowFlags.EPOCH_MASK);
  }

  private long stamp(int row) {
    return timeToLive == null ? 0 : rows.stamp(row);
  }

  /** Is told of a key whose rows are not all in memory any more. */
  interface Evicted {
    void evicted(int key);
  }

  /**
   * Drops from memory the clean rows that the store holds and that were last captured {@code
   * minAge} epochs ago or earlier, and keys without rows; moves the rest together.
   */
  void evict(int minAge, Evicted evicted) {
    int flushed = epochs.flushed();
    rows.pin();
    int kept = 0;
    for (int row = 0, limit = rows.limit(); row < limit; row++) {
      int flags = rows.flags(row);
      if ((flags & RowFlags.FREE) != 0) {
        continue;
      }
      int key = rows.key(row);
      boolean isClean = (flags & RowFlags.DIRTY) == 0;
      if (isClean && RowFlags.isFlushed(flags + minAge, flushed)) {
        keys.addAll(key, -1);
        if ((flags & RowFlags.DEAD) == 0) {
          keys.addRows(key, -rows.count(row));
          evicted.evicted(key);
        }
      } else {
        rows.move(row, kept++);
      }
    }
    rows.truncate(kept);
    forgetKeysWithoutRows(kept);
    chainAgain(kept);
  }

  private void forgetKeysWithoutRows(int limit) {
    int[] moved = new int[keys.limit()];
    for (int key = 0; key < moved.length; key++) {
      if (!keys.isFree(key) && keys.all(key) == 0) {
        keys.remove(key);
      }
    }
    emptyKeys.clear();
    keys.compact((from, to) -> moved[from] = to);
    for (int row = 0; row < limit; row++) {
      rows.setKey(row, moved[rows.key(row)]);
    }
  }

  private void chainAgain(int limit) {
    dirty.clear();
    graves.clear();
    gravesDone = 0;
    for (int key = 0, keyLimit = keys.limit(); key < keyLimit; key++) {
      keys.setHead(key, NONE);
      keys.setTail(key, NONE);
      keys.addChained(key, -keys.chained(key));
    }
    for (int row = 0; row < limit; row++) {
      int flags = rows.flags(row);
      if ((flags & RowFlags.DEAD) == 0) {
        chain(rows.key(row), row);
      }
      if ((flags & RowFlags.DIRTY) != 0) {
        dirty.add(row);
      } else if ((flags & RowFlags.DEAD) != 0) {
        graves.add(row);
      }
    }
  }

  void close() {
    keys.close();
    rows.close();
    dirty.clear();
    graves.clear();
    emptyKeys.clear();
  }
}
