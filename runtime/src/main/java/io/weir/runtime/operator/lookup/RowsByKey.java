package io.weir.runtime.operator.lookup;

import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded rows by encoded key, in memory: an open-addressing index over entries, one for each key,
 * whose rows form a list in the order in which they were added. Keys and rows lie in chunks that
 * never move; nothing is freed but everything at once.
 */
final class RowsByKey implements AutoCloseable {
  /** No such key. */
  static final int ABSENT = -1;

  /** The end of a list of rows. */
  static final long NO_ROW = 0;

  private static final int CHUNK_BYTES = 1 << 18;

  /** Behind each row, so that readers may load whole words. */
  private static final int SLACK_BYTES = 16;

  /** Before each row stand the address of the next one and the row's length. */
  private static final int HEADER_BYTES = 16;

  private static final int INITIAL_SLOTS = 64;
  private static final int MOST_SLOTS_KEPT = 1 << 14;

  private int[] slots = emptySlots(INITIAL_SLOTS);
  private int[] hashes = new int[INITIAL_SLOTS];
  private long[] keys = new long[INITIAL_SLOTS];
  private int[] keyLengths = new int[INITIAL_SLOTS];
  private long[] first = new long[INITIAL_SLOTS];
  private long[] last = new long[INITIAL_SLOTS];
  private long[] written = new long[INITIAL_SLOTS];
  private long[] accessed = new long[INITIAL_SLOTS];
  private int count;
  private final List<Long> chunks = new ArrayList<>();
  private long firstChunkBytes;
  private long position;
  private long end;

  private static int[] emptySlots(int size) {
    int[] empty = new int[size];
    Arrays.fill(empty, ABSENT);
    return empty;
  }

  /** How many keys there are. */
  int count() {
    return count;
  }

  /** The entry of a key, or {@link #ABSENT}. */
  int find(long key, int length, int hash) {
    int mask = slots.length - 1;
    for (int at = spread(hash) & mask; slots[at] != ABSENT; at = at + 1 & mask) {
      int entry = slots[at];
      if (hashes[entry] == hash
          && keyLengths[entry] == length
          && Memory.equals(keys[entry], key, length)) {
        return entry;
      }
    }
    return ABSENT;
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 16;
  }

  /** Adds a key that is absent, without rows; returns its entry. */
  int add(long key, int length, int hash) {
    if (2 * (count + 1) > slots.length) {
      growSlots();
    }
    if (count == hashes.length) {
      growEntries();
    }
    int entry = count++;
    long copy = allocate(length);
    Memory.copy(key, copy, length);
    keys[entry] = copy;
    keyLengths[entry] = length;
    hashes[entry] = hash;
    first[entry] = NO_ROW;
    last[entry] = NO_ROW;
    place(entry);
    return entry;
  }

  private void place(int entry) {
    int mask = slots.length - 1;
    int at = spread(hashes[entry]) & mask;
    while (slots[at] != ABSENT) {
      at = at + 1 & mask;
    }
    slots[at] = entry;
  }

  private void growSlots() {
    slots = emptySlots(2 * slots.length);
    for (int entry = 0; entry < count; entry++) {
      place(entry);
    }
  }

  private void growEntries() {
    int size = 2 * count;
    hashes = Arrays.copyOf(hashes, size);
    keys = Arrays.copyOf(keys, size);
    keyLengths = Arrays.copyOf(keyLengths, size);
    first = Arrays.copyOf(first, size);
    last = Arrays.copyOf(last, size);
    written = Arrays.copyOf(written, size);
    accessed = Arrays.copyOf(accessed, size);
  }

  /** Adds a copy of a row behind those of an entry. */
  void append(int entry, long row, int length) {
    long copy = allocate(HEADER_BYTES + length) + HEADER_BYTES;
    Memory.putLong(copy - HEADER_BYTES, NO_ROW);
    Memory.putLong(copy - Long.BYTES, length);
    Memory.copy(row, copy, length);
    if (first[entry] == NO_ROW) {
      first[entry] = copy;
    } else {
      Memory.putLong(last[entry] - HEADER_BYTES, copy);
    }
    last[entry] = copy;
  }

  /** The address of the first row of an entry, or {@link #NO_ROW}. */
  long first(int entry) {
    return first[entry];
  }

  /** The address of the row behind another one of its entry, or {@link #NO_ROW}. */
  static long next(long row) {
    return Memory.getLong(row - HEADER_BYTES);
  }

  /** The length of a row in bytes. */
  static int length(long row) {
    return (int) Memory.getLong(row - Long.BYTES);
  }

  /** Forgets the rows of an entry. */
  void removeRows(int entry) {
    first[entry] = NO_ROW;
    last[entry] = NO_ROW;
  }

  /** Copies an entry of another one to here, where its key has no rows; returns its entry here. */
  int copy(RowsByKey from, int other) {
    int entry = find(from.keys[other], from.keyLengths[other], from.hashes[other]);
    if (entry == ABSENT) {
      entry = add(from.keys[other], from.keyLengths[other], from.hashes[other]);
    }
    for (long row = from.first[other]; row != NO_ROW; row = next(row)) {
      append(entry, row, length(row));
    }
    return entry;
  }

  /** The entry here for the key of an entry of another one, or {@link #ABSENT}. */
  int findEntry(RowsByKey from, int other) {
    return find(from.keys[other], from.keyLengths[other], from.hashes[other]);
  }

  /** When the rows of an entry were found. */
  long written(int entry) {
    return written[entry];
  }

  /** When an entry was last asked for. */
  long accessed(int entry) {
    return accessed[entry];
  }

  void stamp(int entry, long writtenMillis, long accessedMillis) {
    written[entry] = writtenMillis;
    accessed[entry] = accessedMillis;
  }

  void touch(int entry, long millis) {
    accessed[entry] = millis;
  }

  private long allocate(int bytes) {
    long needed = bytes + 7L & -8L;
    if (position + needed > end) {
      long size = Math.max(CHUNK_BYTES, needed);
      long chunk = Memory.allocate(size + SLACK_BYTES);
      if (chunks.isEmpty()) {
        firstChunkBytes = size;
      }
      chunks.add(chunk);
      position = chunk;
      end = chunk + size;
    }
    long address = position;
    position += needed;
    return address;
  }

  /** Forgets everything, but keeps the first chunk for what comes next. */
  void clear() {
    while (chunks.size() > 1) {
      Memory.free(chunks.remove(chunks.size() - 1));
    }
    if (!chunks.isEmpty() && firstChunkBytes == CHUNK_BYTES) {
      position = chunks.get(0);
      end = position + CHUNK_BYTES;
    } else {
      chunks.forEach(Memory::free);
      chunks.clear();
      position = 0;
      end = 0;
    }
    count = 0;
    if (slots.length > MOST_SLOTS_KEPT) {
      slots = emptySlots(INITIAL_SLOTS);
    } else {
      Arrays.fill(slots, ABSENT);
    }
  }

  @Override
  public void close() {
    chunks.forEach(Memory::free);
    chunks.clear();
    position = 0;
    end = 0;
    count = 0;
    slots = emptySlots(INITIAL_SLOTS);
  }
}
