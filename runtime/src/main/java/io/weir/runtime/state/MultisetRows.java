package io.weir.runtime.state;

import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.Collections;

/**
 * The rows of a counted multiset that are in memory: their links, counts and bytes, and the index
 * to find one of a key by its bytes. Knows nothing of keys but their numbers.
 *
 * <pre>
 * 0   hash of key and bytes        24  reference to the bytes
 * 4   flags, see {@link RowFlags}  28  mark
 * 8   next row of the key, + 1     32  count
 * 12  previous row of the key, + 1 40  matches
 * 16  number of the key            48  stamp, if rows are forgotten, see {@link TimeToLive}
 * 20  length of the bytes
 * </pre>
 */
final class MultisetRows {
  private static final int NEXT = 8;
  private static final int PREVIOUS = 12;
  private static final int KEY = 16;
  private static final int LENGTH = 20;
  private static final int REFERENCE = 24;
  private static final int MARK = 28;
  private static final int COUNT = 32;
  private static final int MATCHES = 40;
  private static final int STAMP = 48;
  private static final int CELLS = 5;

  private final TableMemory memory;
  private final RowStore store;
  private final SlotIndex index;
  private ByteArena arena;
  private long blackHole;
  private long live;

  MultisetRows(TableMemory memory, boolean hasStamps) {
    this.memory = memory;
    store = new RowStore(layout(hasStamps ? CELLS + 1 : CELLS), memory);
    index = new SlotIndex(memory);
    arena = new ByteArena(memory);
  }

  private static RowLayout layout(int cells) {
    return new RowLayout(
        TableSpec.aggregate(
            "rows",
            1,
            false,
            new Schema(java.util.List.of()),
            Collections.nCopies(cells, new TableSpec.Cell("", TableSpec.Cell.Kind.LONG))));
  }

  /** The hash by which a row is found, from that of its key and the first one of its bytes. */
  static int hash(int keyHash, long rowHash) {
    return Integer.rotateLeft(keyHash, 13) ^ (int) (rowHash ^ rowHash >>> 32);
  }

  /** How many rows there are. */
  long live() {
    return live;
  }

  int limit() {
    return store.limit();
  }

  int flags(int row) {
    return Memory.getInt(store.address(row) + RowLayout.FLAGS);
  }

  void setFlags(int row, int flags) {
    Memory.putInt(store.address(row) + RowLayout.FLAGS, flags);
  }

  int hash(int row) {
    return Memory.getInt(store.address(row) + RowLayout.HASH);
  }

  int next(int row) {
    return Memory.getInt(store.address(row) + NEXT) - 1;
  }

  void setNext(int row, int next) {
    Memory.putInt(store.address(row) + NEXT, next + 1);
  }

  int previous(int row) {
    return Memory.getInt(store.address(row) + PREVIOUS) - 1;
  }

  void setPrevious(int row, int previous) {
    Memory.putInt(store.address(row) + PREVIOUS, previous + 1);
  }

  int key(int row) {
    return Memory.getInt(store.address(row) + KEY);
  }

  void setKey(int row, int key) {
    Memory.putInt(store.address(row) + KEY, key);
  }

  int length(int row) {
    return Memory.getInt(store.address(row) + LENGTH);
  }

  /** Where the bytes of a row lie; moves with {@link #insert} and {@link #tidy}. */
  long bytes(int row) {
    return arena.address(Memory.getInt(store.address(row) + REFERENCE));
  }

  int mark(int row) {
    return Memory.getInt(store.address(row) + MARK);
  }

  void setMark(int row, int mark) {
    Memory.putInt(store.address(row) + MARK, mark);
  }

  long count(int row) {
    return Memory.getLong(store.address(row) + COUNT);
  }

  void setCount(int row, long count) {
    Memory.putLong(store.address(row) + COUNT, count);
  }

  long matches(int row) {
    return Memory.getLong(store.address(row) + MATCHES);
  }

  void setMatches(int row, long matches) {
    Memory.putLong(store.address(row) + MATCHES, matches);
  }

  long stamp(int row) {
    return Memory.getLong(store.address(row) + STAMP);
  }

  void setStamp(int row, long stamp) {
    Memory.putLong(store.address(row) + STAMP, stamp);
  }

  /** Reads where rows of these hashes would be found, so that their cache misses overlap. */
  void prefetch(int[] hashes, int from, int to) {
    long base = index.base();
    int shift = index.shift();
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += Memory.getLong(base + ((long) SlotIndex.home(hashes[i], shift) << 3));
    }
    blackHole = sum;
  }

  /** Reads rows, so that their cache misses overlap; numbers below 0 are left out. */
  void prefetchRows(int[] rows, int count) {
    long sum = blackHole;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        sum += Memory.getInt(store.address(rows[i]) + REFERENCE);
      }
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0 && length(rows[i]) > 0) {
        sum += Memory.getByte(bytes(rows[i]));
      }
    }
    blackHole = sum;
  }

  /** The row of a key with these bytes, dead or alive, or -1. */
  int search(int hash, int key, long bytes, int length) {
    int position = SlotIndex.home(hash, index.shift());
    for (long slot = index.slot(position); slot != 0; slot = index.slot(position)) {
      if ((int) (slot >>> 32) == hash) {
        int row = (int) slot - 1;
        long address = store.address(row);
        if (Memory.getInt(address + KEY) == key
            && Memory.getInt(address + LENGTH) == length
            && Memory.equals(bytes(row), bytes, length)) {
          return row;
        }
      }
      position = index.next(position);
    }
    return -1;
  }

  /** Adds a row that is not there, with all counts zero. */
  int insert(int hash, int key, long bytes, int length, int flags) {
    int reference = arena.allocate(length);
    Memory.copy(bytes, arena.address(reference), length);
    int row = store.allocate();
    long address = store.address(row);
    Memory.putInt(address + RowLayout.HASH, hash);
    Memory.putInt(address + RowLayout.FLAGS, flags);
    Memory.putInt(address + KEY, key);
    Memory.putInt(address + LENGTH, length);
    Memory.putInt(address + REFERENCE, reference);
    index.insert(hash, row);
    live++;
    return row;
  }

  /** Forgets a row. */
  void release(int row) {
    arena.discard(length(row));
    index.remove(hash(row), row);
    store.free(row);
    live--;
  }

  /** Gets rid of garbage, if there is much. */
  void tidy() {
    if (arena.isHalfGarbage()) {
      compactBytes();
    }
  }

  /** Moves a row to a lower number that is not used; the index must be built again after that. */
  void move(int from, int to) {
    store.move(from, to);
  }

  void pin() {
    store.pin(RowStore.PAGE_BYTES);
  }

  /** Keeps the rows below {@code limit}, all of them in use, and builds the index again. */
  void truncate(int limit) {
    store.truncate(limit);
    live = limit;
    index.reset(limit);
    for (int row = 0; row < limit; row++) {
      index.insert(hash(row), row);
    }
    compactBytes();
  }

  private void compactBytes() {
    ByteArena compact = ByteArena.forCopy(memory);
    for (int row = 0, limit = store.limit(); row < limit; row++) {
      if ((flags(row) & RowFlags.FREE) == 0) {
        int length = length(row);
        int reference = compact.allocate(length);
        Memory.copy(bytes(row), compact.address(reference), length);
        Memory.putInt(store.address(row) + REFERENCE, reference);
      }
    }
    compact.endCopy();
    arena.close();
    arena = compact;
  }

  void close() {
    store.close();
    index.close();
    arena.close();
  }
}
