package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.function.LongConsumer;

/**
 * The rows of one namespace of an aggregate table that are in memory, the index to them, and the
 * list of those that changed in this epoch. Works on a batch in phases, so that the cache misses of
 * many keys overlap.
 *
 * <p>A key that is not here may still be in the store beneath if its key group is marked as {@link
 * #mayLieBeneath}; the owner looks there and brings it in by {@link #load}. A removed key that the
 * store may hold stays as a dead row until its removal has been flushed.
 */
final class RowTable {
  /** Keys that go through all phases together: their slots and rows fit the first-level cache. */
  private static final int BLOCK = 256;

  /** How many changed rows are told to the memory's owner together; a power of two. */
  private static final int CHANGES_COUNTED = 1024;

  /** How large a page is at least of a table that was small when rows were evicted from it. */
  private static final long EVICTED_PAGE_BYTES = 1 << 12;

  private final RowLayout layout;
  private final TableMemory memory;
  private final Epochs epochs;
  private final int rowBytes;
  private final RowStore rows;
  private final SlotIndex index;
  private final RowArena arena;

  /** Rows changed since the last capture; may name a row twice, or one that is free again. */
  private final PagedInts dirty;

  /** Rows that were captured dead, in the order of capture, until they can be freed. */
  private final PagedInts graves;

  private int gravesDone;

  /** Takes the sums of reads that are made only to fill the cache. */
  private long blackHole;

  private long live;

  /** The key groups of which the store may hold keys that are not here. */
  private final KeyGroupSet beneath = new KeyGroupSet();

  /** Whether a capture or the store may hold anything of this namespace. */
  private boolean stored;

  RowTable(RowLayout layout, TableMemory memory, Epochs epochs) {
    this.layout = layout;
    this.memory = memory;
    this.epochs = epochs;
    this.rowBytes = layout.rowBytes;
    this.rows = new RowStore(layout, memory);
    this.index = new SlotIndex(memory);
    this.arena = new RowArena(layout, memory);
    this.dirty = new PagedInts(memory);
    this.graves = new PagedInts(memory);
  }

  long live() {
    return live;
  }

  int limit() {
    return rows.limit();
  }

  long address(int row) {
    return rows.address(row);
  }

  ByteArena arena() {
    return arena.bytes();
  }

  boolean isStored() {
    return stored;
  }

  PagedInts dirty() {
    return dirty;
  }

  boolean mayLieBeneath(int keyGroup) {
    return beneath.contains(keyGroup);
  }

  boolean mayLieBeneath() {
    return !beneath.isEmpty();
  }

  /**
   * From now on rows move in {@link #evict} and {@link #compact} only; see {@link RowStore#pin}.
   */
  void pin(long pageBytes) {
    rows.pin(pageBytes);
  }

  /** Says that the store may hold more keys of a group; rows must be pinned. */
  void setBeneath(int keyGroup) {
    stored = true;
    beneath.add(keyGroup);
  }

  void clearBeneath(int keyGroup) {
    beneath.remove(keyGroup);
  }

  /**
   * Finds the row of each key; where {@code touch}, also marks it as changed, and brings a dead one
   * back to life.
   *
   * @param addresses receives the address of each row found, 0 for one that is missing or dead
   * @param scratch receives the row numbers, and which keys are missing
   * @return how many keys are missing
   */
  int find(EncodedKeys keys, boolean touch, long[] addresses, LookupScratch scratch) {
    int count = keys.count;
    scratch.ensure(count);
    int missing = 0;
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      findCandidates(keys.hashes, from, to, scratch.rows);
      load(from, to, addresses, scratch.rows);
      missing = confirm(keys, from, to, touch, addresses, scratch, missing);
    }
    return missing;
  }

  /**
   * Phase one, by tags alone: the first row whose hash is the key's, or -1. All homes are read
   * first, so that their cache misses overlap; what follows finds them in the cache.
   */
  private void findCandidates(int[] hashes, int from, int to, int[] candidates) {
    long base = index.base();
    int shift = index.shift();
    int mask = index.mask();
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += Memory.getLong(base + ((long) SlotIndex.home(hashes[i], shift) << 3));
    }
    blackHole = sum;
    for (int i = from; i < to; i++) {
      int hash = hashes[i];
      int position = SlotIndex.home(hash, shift);
      long slot = Memory.getLong(base + ((long) position << 3));
      while (slot != 0 && (int) (slot >>> 32) != hash) {
        position = (position + 1) & mask;
        slot = Memory.getLong(base + ((long) position << 3));
      }
      candidates[i] = (int) slot - 1;
    }
  }

  /** Phase two: the addresses of the candidates, read so that their cache misses overlap. */
  private void load(int from, int to, long[] addresses, int[] candidates) {
    long[] pages = rows.pages;
    int pageShift = rows.pageShift;
    int pageMask = rows.pageMask;
    long bytes = rowBytes;
    long last = bytes - 8;
    long sum = 0;
    for (int i = from; i < to; i++) {
      int row = candidates[i];
      if (row >= 0) {
        long address = pages[row >>> pageShift] + (row & pageMask) * bytes;
        addresses[i] = address;
        sum += Memory.getLong(address) + Memory.getLong(address + last);
      }
    }
    blackHole = sum;
  }

  /** Phase three: compares keys, which nearly always are equal, and marks rows. */
  private int confirm(
      EncodedKeys keys,
      int from,
      int to,
      boolean touch,
      long[] addresses,
      LookupScratch scratch,
      int missingBefore) {
    int[] offsets = keys.offsets;
    int[] found = scratch.rows;
    long base = keys.buffer.memoryAddress();
    int width = layout.keyWidth;
    boolean isShort = width >= 8 && width <= 16;
    int keyOffset = layout.keyOffset;
    int missing = missingBefore;
    for (int i = from; i < to; i++) {
      int row = found[i];
      if (row >= 0) {
        long address = addresses[i];
        long key = base + offsets[i];
        boolean same;
        if (isShort) {
          long stored = address + keyOffset;
          same =
              Memory.getLong(stored) == Memory.getLong(key)
                  && Memory.getLong(stored + width - 8) == Memory.getLong(key + width - 8);
        } else {
          same = keyEquals(address, key, offsets[i + 1] - offsets[i]);
        }
        if (!same) {
          row = search(keys.hashes[i], key, offsets[i + 1] - offsets[i]);
          found[i] = row;
        }
        if (row >= 0) {
          address = same ? address : address(row);
          int flags = Memory.getInt(address + RowLayout.FLAGS);
          addresses[i] =
              (flags & (RowFlags.DIRTY | RowFlags.DEAD)) == RowFlags.DIRTY
                  ? address
                  : visit(row, address, flags, touch);
          continue;
        }
      }
      scratch.missing[missing++] = i;
      addresses[i] = 0;
    }
    return missing;
  }

  /** The address to hand out for a row that was found, or 0 if it is dead and stays so. */
  private long visit(int row, long address, int flags, boolean touch) {
    if (!touch) {
      return (flags & RowFlags.DEAD) != 0 ? 0 : address;
    }
    if ((flags & (RowFlags.DIRTY | RowFlags.DEAD)) == RowFlags.DIRTY) {
      return address;
    }
    if ((flags & RowFlags.DEAD) != 0) {
      rows.zeroCells(address);
      live++;
    }
    if ((flags & RowFlags.DIRTY) == 0) {
      markChanged(row);
    }
    Memory.putInt(address + RowLayout.FLAGS, flags & ~RowFlags.DEAD | RowFlags.DIRTY);
    return address;
  }

  private void markChanged(int row) {
    dirty.add(row);
    if ((dirty.size() & CHANGES_COUNTED - 1) == 0) {
      long variable = arena.usedBytes() / Math.max(1, rows.limit());
      memory.addChanged(CHANGES_COUNTED * (rowBytes + variable));
    }
  }

  /** The row of a key, dead or alive, or -1. */
  int search(int hash, long key, int length) {
    int position = SlotIndex.home(hash, index.shift());
    for (long slot = index.slot(position); slot != 0; slot = index.slot(position)) {
      if ((int) (slot >>> 32) == hash && keyEquals(address((int) slot - 1), key, length)) {
        return (int) slot - 1;
      }
      position = index.next(position);
    }
    return -1;
  }

  private boolean keyEquals(long address, long key, int length) {
    return keyLength(address) == length && Memory.equals(keyAddress(address), key, length);
  }

  int keyLength(long row) {
    return arena.keyLength(row);
  }

  long keyAddress(long row) {
    return arena.keyAddress(row);
  }

  /** Sets a BYTES cell; see {@link AggregateTable#putBytes}. */
  void putBytes(long row, int cell, long address, int length) {
    arena.putBytes(row, cell, address, length);
  }

  /** Makes the row of a key that is alive and changed as new as if it had just been added. */
  void renew(long address) {
    arena.discardCells(address);
    rows.zeroCells(address);
  }

  /** Adds the dead row of a key that is not here and that only the store holds. */
  void insertDead(int hash, long key, int length) {
    int row = add(hash, key, length, RowFlags.STORED | RowFlags.DIRTY | RowFlags.DEAD);
    live--;
    markChanged(row);
  }

  /** Adds a row for a key that is not here, changed in this epoch. May move all rows. */
  int insert(int hash, long key, int length) {
    int row = add(hash, key, length, RowFlags.DIRTY);
    markChanged(row);
    return row;
  }

  /** Adds the row of a key that is not here with what the store holds for it. */
  int load(int hash, long key, int length, long value, CellCodec codec) {
    int flushed = epochs.flushed() & RowFlags.EPOCH_MASK;
    int row = add(hash, key, length, RowFlags.STORED | flushed);
    codec.decode(value, address(row), arena.bytes());
    stored = true;
    return row;
  }

  /** Adds a row for a key that is not here and that is not stored at all. */
  int insertTransient(int hash, long key, int length) {
    return add(hash, key, length, 0);
  }

  private int add(int hash, long key, int length, int flags) {
    int row = rows.allocate();
    long address = address(row);
    Memory.putInt(address + RowLayout.HASH, hash);
    Memory.putInt(address + RowLayout.FLAGS, flags);
    arena.putKey(address, key, length);
    index.insert(hash, row);
    live++;
    return row;
  }

  /** Marks a row as changed that is alive. */
  void touch(int row) {
    long address = address(row);
    visit(row, address, Memory.getInt(address + RowLayout.FLAGS), true);
  }

  /** Removes a row that is alive. */
  void remove(int row) {
    long address = address(row);
    int flags = Memory.getInt(address + RowLayout.FLAGS);
    live--;
    arena.discardCells(address);
    if ((flags & RowFlags.STORED) == 0) {
      release(row);
      return;
    }
    if ((flags & RowFlags.DIRTY) == 0) {
      markChanged(row);
    }
    Memory.putInt(address + RowLayout.FLAGS, flags | RowFlags.DIRTY | RowFlags.DEAD);
  }

  /** Forgets a row that is alive and that the store need not be told about. */
  void forget(int row) {
    live--;
    arena.discardCells(address(row));
    release(row);
  }

  /** Takes back that a row has changed; the caller removes it from the list of such rows. */
  void clean(int row) {
    long address = address(row);
    int flags = Memory.getInt(address + RowLayout.FLAGS);
    Memory.putInt(address + RowLayout.FLAGS, flags & ~RowFlags.DIRTY);
  }

  private void release(int row) {
    long address = address(row);
    arena.discardKey(address);
    index.remove(Memory.getInt(address + RowLayout.HASH), row);
    rows.free(row);
  }

  /**
   * Reads the rows of the dirty list from {@code from} on so that their cache misses overlap;
   * returns how far it went.
   */
  int prefetchDirty(int from) {
    int to = Math.min(dirty.size(), from + BLOCK);
    long last = rowBytes - 8L;
    long sum = 0;
    for (int d = from; d < to; d++) {
      long address = address(dirty.get(d));
      sum += Memory.getLong(address) + Memory.getLong(address + last);
    }
    blackHole = sum;
    return to;
  }

  /** Says that a row of the dirty list was captured: it is clean, in the current epoch. */
  void captured(int row, long address, int flags) {
    boolean dead = (flags & RowFlags.DEAD) != 0;
    Memory.putInt(
        address + RowLayout.FLAGS,
        (dead ? RowFlags.DEAD : 0) | RowFlags.STORED | epochs.current() & RowFlags.EPOCH_MASK);
    stored = true;
    if (dead) {
      graves.add(row);
    }
  }

  /** Frees dead rows whose removal is in the store, and garbage. No row moves. */
  void tidy() {
    if (gravesDone < graves.size()) {
      bury();
    }
    if (arena.isHalfGarbage()) {
      arena.compact(rows);
    }
  }

  private void bury() {
    int flushed = epochs.flushed();
    while (gravesDone < graves.size()) {
      int row = graves.get(gravesDone);
      int flags = Memory.getInt(address(row) + RowLayout.FLAGS);
      boolean stillDead =
          (flags & (RowFlags.DEAD | RowFlags.FREE | RowFlags.DIRTY)) == RowFlags.DEAD;
      if (stillDead && !RowFlags.isFlushed(flags, flushed)) {
        return;
      }
      if (stillDead) {
        release(row);
      }
      gravesDone++;
    }
    graves.clear();
    gravesDone = 0;
  }

  /**
   * Drops from memory the clean rows that the store holds and that were last captured {@code
   * minAge} epochs ago or earlier; moves the rest together.
   */
  void evict(int minAge) {
    evict(minAge, row -> {});
  }

  /** As {@link #evict(int)}; is told the address of each row before it goes. */
  void evict(int minAge, LongConsumer evicted) {
    int flushed = epochs.flushed();
    int limit = rows.limit();
    rows.pin(EVICTED_PAGE_BYTES);
    int kept = 0;
    for (int row = 0; row < limit; row++) {
      long address = address(row);
      int flags = Memory.getInt(address + RowLayout.FLAGS);
      if ((flags & RowFlags.FREE) != 0) {
        continue;
      }
      if ((flags & RowFlags.DIRTY) == 0 && RowFlags.isFlushed(flags + minAge, flushed)) {
        evicted.accept(address);
        if ((flags & RowFlags.DEAD) == 0) {
          setBeneath(KeyGroups.of(Memory.getInt(address + RowLayout.HASH)));
          live--;
        }
        continue;
      }
      rows.move(row, kept);
      kept++;
    }
    rows.truncate(kept);
    rebuild(kept);
  }

  /** Is told where rows have moved. */
  interface Moves {
    void moved(int from, int to);
  }

  /** Moves all rows together, and gives memory back. */
  void compact(Moves moves) {
    int limit = rows.limit();
    rows.pin(RowStore.PAGE_BYTES);
    int kept = 0;
    for (int row = 0; row < limit; row++) {
      if ((Memory.getInt(address(row) + RowLayout.FLAGS) & RowFlags.FREE) == 0) {
        rows.move(row, kept);
        moves.moved(row, kept++);
      }
    }
    rows.truncate(kept);
    rebuild(kept);
  }

  private void rebuild(int kept) {
    index.reset(kept);
    dirty.clear();
    graves.clear();
    gravesDone = 0;
    for (int row = 0; row < kept; row++) {
      long address = address(row);
      int flags = Memory.getInt(address + RowLayout.FLAGS);
      index.insert(Memory.getInt(address + RowLayout.HASH), row);
      if ((flags & RowFlags.DIRTY) != 0) {
        dirty.add(row);
      } else if ((flags & RowFlags.DEAD) != 0) {
        graves.add(row);
      }
    }
    arena.compact(rows);
  }

  /** Whether there is nothing to find, to flush or to wait for. */
  boolean isEmpty() {
    return live == 0 && !mayLieBeneath() && dirty.size() == 0 && gravesDone == graves.size();
  }

  void close() {
    rows.close();
    index.close();
    dirty.clear();
    graves.clear();
    arena.close();
  }
}
