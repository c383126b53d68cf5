package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The counted multiset: chains of rows by key in memory, in front of a table of the store. Single
 * rows are dirty, captured, evicted and removed, never whole keys: a key with a million rows costs
 * no more than others until its rows are asked for.
 *
 * <p>A key is <em>complete</em> if all its rows are in memory: because that is known of the key, or
 * because the store holds nothing else of its key group. A row that is added to another key is
 * looked for in the store first. A removed row that the store may hold stays as a dead row, in no
 * chain, until its removal has been flushed.
 */
final class CountedMultisetTable implements CountedMultiset, CapturedTable {
  private static final int BLOCK = 256;

  /** How many rows of a key are looked at in one go to find one that is there. */
  private static final int PROBE_ROWS = 32;

  private static final int REFILL_ENTRIES = 1024;
  private static final int EVICTION_INTERVAL_ROWS = 50_000;

  private final StoreTable store;
  private final TableMemory memory;
  private final MemoryBudget budget;
  private final Epochs epochs;
  private final int firstKeyGroup;
  private final int keyGroupCount;
  private final MultisetCodec codec;
  private final MultisetKeys keys;
  private final MultisetRows rows;

  /** Rows changed since the last capture; may name a row twice, or one that is free again. */
  private final PagedInts dirty;

  /** Rows that were captured dead, in the order of capture, until they can be freed. */
  private final PagedInts graves;

  private int gravesDone;

  /** Keys that may have no rows, to be forgotten when the next batch begins. */
  private final PagedInts emptyKeys;

  /** The key groups of which the store may hold rows that are not here. */
  private final BitSet beneath = new BitSet(KeyGroups.COUNT);

  private int[] hashes = new int[0];
  private int[] deferred = new int[0];
  private boolean isRefilling;
  private byte[] refillFrom;
  private int loadedRows;
  private int evictedAtEpoch = -1;

  CountedMultisetTable(
      TableSpec spec,
      StoreTable store,
      TableMemory memory,
      MemoryBudget budget,
      Epochs epochs,
      int firstKeyGroup,
      int keyGroupCount) {
    this.store = store;
    this.memory = memory;
    this.budget = budget;
    this.epochs = epochs;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
    codec = new MultisetCodec(spec);
    keys = new MultisetKeys(spec, memory, epochs);
    rows = new MultisetRows(memory);
    dirty = new PagedInts(memory);
    graves = new PagedInts(memory);
    emptyKeys = new PagedInts(memory);
  }

  /** Finds out what the store holds, and brings the first of it to memory. */
  void restore() {
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      byte[] start = StoreKeys.prefix(group);
      if (store.firstKey(start, StoreKeys.after(start)) != null) {
        beneath.set(group);
      }
    }
    isRefilling = !beneath.isEmpty();
    int eager = HashAggregateTable.EAGER_ENTRIES;
    for (int done = 0; done < eager && isRefilling; done += REFILL_ENTRIES) {
      refill();
    }
  }

  @Override
  public void begin() {
    forgetEmptyKeys();
    bury();
    rows.tidy();
    keys.tidy();
    if (memory.isTight()) {
      isRefilling = false;
      if (loadedRows > EVICTION_INTERVAL_ROWS || epochs.flushed() != evictedAtEpoch) {
        evict(loadedRows > EVICTION_INTERVAL_ROWS ? 0 : 1);
        loadedRows = 0;
        evictedAtEpoch = epochs.flushed();
      }
    } else if (isRefilling) {
      refill();
    }
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

  @Override
  public void find(EncodedKeys encoded, int[] handles) {
    int missing = keys.find(encoded, handles);
    for (int m = 0; m < missing && !beneath.isEmpty(); m++) {
      int i = keys.missing()[m];
      if (beneath.get(encoded.keyGroup(i))) {
        handles[i] = create(encoded, i);
      }
    }
  }

  @Override
  public void findOrCreate(EncodedKeys encoded, int[] handles) {
    int missing = keys.find(encoded, handles);
    for (int m = 0; m < missing; m++) {
      int i = keys.missing()[m];
      handles[i] = create(encoded, i);
    }
  }

  @Override
  public void prefetch(int[] handles, int count) {
    if (deferred.length < count) {
      deferred = new int[count];
    }
    for (int i = 0; i < count; i++) {
      deferred[i] = handles[i] == NONE ? NONE : keys.head(handles[i]);
    }
    rows.prefetchRows(deferred, count);
  }

  private int create(EncodedKeys encoded, int i) {
    int key = keys.search(encoded.hash(i), encoded.address(i), encoded.length(i));
    if (key < 0) {
      checkGroup(encoded.keyGroup(i));
      key = keys.insert(encoded.hash(i), encoded.address(i), encoded.length(i));
      emptyKeys.add(key);
    }
    return key;
  }

  private void checkGroup(int group) {
    if (group < firstKeyGroup || group >= firstKeyGroup + keyGroupCount) {
      throw new AssertionError(
          "key group "
              + group
              + " is not of this instance, which has "
              + keyGroupCount
              + " from "
              + firstKeyGroup
              + ": the key is not what rows are distributed by");
    }
  }

  private boolean isComplete(int key) {
    return keys.isComplete(key) || !beneath.get(keys.keyGroup(key));
  }

  @Override
  public void add(
      int[] handles, EncodedRows encoded, long[] deltas, int from, int to, int[] numbers) {
    if (hashes.length < to) {
      hashes = new int[Math.max(to, encoded.count())];
    }
    if (deferred.length < hashes.length) {
      deferred = new int[hashes.length];
    }
    int deferredCount = 0;
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(to, start + BLOCK);
      for (int i = start; i < end; i++) {
        long rowHash = RowHash.first(encoded.address(i), encoded.length(i));
        hashes[i] = MultisetRows.hash(keys.hash(handles[i]), rowHash);
      }
      rows.prefetch(hashes, start, end);
      for (int i = start; i < end; i++) {
        int key = handles[i];
        int row = rows.search(hashes[i], key, encoded.address(i), encoded.length(i));
        if (row < 0 && !isComplete(key)) {
          deferred[deferredCount++] = i;
          continue;
        }
        numbers[i] = change(row, key, hashes[i], encoded, i, deltas[i]);
      }
    }
    if (deferredCount > 0) {
      lookBeneath(handles, encoded, deferredCount);
      for (int d = 0; d < deferredCount; d++) {
        int i = deferred[d];
        int row = rows.search(hashes[i], handles[i], encoded.address(i), encoded.length(i));
        numbers[i] = change(row, handles[i], hashes[i], encoded, i, deltas[i]);
      }
    }
  }

  private int change(int found, int key, int hash, EncodedRows encoded, int i, long delta) {
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

  private void touch(int row) {
    int flags = rows.flags(row);
    if ((flags & RowFlags.DIRTY) == 0) {
      rows.setFlags(row, flags | RowFlags.DIRTY);
      dirty.add(row);
    }
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

  @Override
  public void remove(int row) {
    if (rows.count(row) != 0) {
      throw new AssertionError("a row is removed whose count is " + rows.count(row));
    }
    unchain(rows.key(row), row);
    int flags = rows.flags(row);
    if ((flags & RowFlags.STORED) == 0) {
      release(row);
    } else {
      rows.setFlags(row, flags | RowFlags.DEAD);
      touch(row);
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

  /** Brings in those deferred rows that the store holds. */
  private void lookBeneath(int[] handles, EncodedRows encoded, int count) {
    List<byte[]> wanted = new ArrayList<>(count);
    for (int d = 0; d < count; d++) {
      int i = deferred[d];
      wanted.add(codec.storeKey(storePrefix(handles[i]), encoded.address(i), encoded.length(i)));
    }
    List<byte[]> values = store.get(wanted);
    for (int d = 0; d < count; d++) {
      byte[] value = values.get(d);
      int i = deferred[d];
      if (value == null) {
        continue;
      }
      long copy = Memory.allocate(value.length);
      try {
        Memory.copyFromArray(value, 0, copy, value.length);
        int row = load(handles[i], copy, value.length);
        boolean isSame =
            rows.length(row) == encoded.length(i)
                && Memory.equals(rows.bytes(row), encoded.address(i), encoded.length(i));
        if (!isSame) {
          throw new AssertionError("two different rows of one key have the same hashes");
        }
      } finally {
        Memory.free(copy);
      }
    }
  }

  private byte[] storePrefix(int key) {
    return StoreKeys.join(
        StoreKeys.prefix(keys.keyGroup(key)), keys.keyAddress(key), keys.keyLength(key));
  }

  /** Brings in a row as the store has it, unless it is here, dead or alive; returns its number. */
  private int load(int key, long value, int valueLength) {
    long matchesAt = MultisetCodec.skipNumber(value);
    long bytes = MultisetCodec.skipNumber(matchesAt);
    int length = (int) (value + valueLength - bytes);
    int hash = MultisetRows.hash(keys.hash(key), RowHash.first(bytes, length));
    int row = rows.search(hash, key, bytes, length);
    if (row >= 0) {
      return row;
    }
    int flags = RowFlags.STORED | epochs.flushed() & RowFlags.EPOCH_MASK;
    row = rows.insert(hash, key, bytes, length, flags);
    rows.setCount(row, MultisetCodec.readNumber(value));
    rows.setMatches(row, MultisetCodec.readNumber(matchesAt));
    keys.addAll(key, 1);
    keys.addRows(key, rows.count(row));
    chain(key, row);
    loadedRows++;
    return row;
  }

  @Override
  public boolean hasRows(int key) {
    if (keys.rows(key) > 0 || isComplete(key)) {
      return keys.rows(key) > 0;
    }
    byte[] prefix = storePrefix(key);
    byte[] from = prefix;
    while (from != null && keys.rows(key) == 0) {
      byte[] last = store.scan(from, StoreKeys.after(prefix), PROBE_ROWS, loaderInto(key));
      from = last == null ? null : StoreKeys.next(last);
    }
    if (from == null) {
      keys.setComplete(key, true);
    }
    return keys.rows(key) > 0;
  }

  @Override
  public void load(int key) {
    if (!isComplete(key)) {
      byte[] prefix = storePrefix(key);
      store.scan(prefix, StoreKeys.after(prefix), Integer.MAX_VALUE, loaderInto(key));
      keys.setComplete(key, true);
    }
  }

  private StoreTable.EntryVisitor loaderInto(int key) {
    return (keyAddress, keyLength, value, valueLength) -> load(key, value, valueLength);
  }

  @Override
  public int rowCount(int key) {
    return keys.chained(key);
  }

  @Override
  public int first(int key) {
    return keys.head(key);
  }

  @Override
  public int next(int row) {
    return rows.next(row);
  }

  @Override
  public long count(int row) {
    return rows.count(row);
  }

  @Override
  public long matches(int row) {
    return rows.matches(row);
  }

  @Override
  public void setMatches(int row, long matches) {
    if (rows.matches(row) != matches) {
      rows.setMatches(row, matches);
      touch(row);
    }
  }

  @Override
  public long address(int row) {
    return rows.bytes(row);
  }

  @Override
  public int mark(int row) {
    return rows.mark(row);
  }

  @Override
  public void setMark(int row, int mark) {
    rows.setMark(row, mark);
  }

  @Override
  public int keyMark(int key) {
    return keys.mark(key);
  }

  @Override
  public void setKeyMark(int key, int mark) {
    keys.setMark(key, mark);
  }

  /** Brings in the next rows of a restored checkpoint, in the order of the store. */
  private void refill() {
    byte[] from = refillFrom == null ? StoreKeys.prefix(firstKeyGroup) : refillFrom;
    int group = (from[0] & 0xff) << 8 | from[1] & 0xff;
    byte[] end = StoreKeys.after(StoreKeys.prefix(group));
    byte[] last = store.scan(from, end, REFILL_ENTRIES, this::loadAny);
    if (last != null) {
      refillFrom = StoreKeys.next(last);
      return;
    }
    beneath.clear(group);
    refillFrom = StoreKeys.prefix(group + 1);
    isRefilling = group + 1 < firstKeyGroup + keyGroupCount;
  }

  private void loadAny(long storeKey, int storeKeyLength, long value, int valueLength) {
    long address = storeKey + StoreKeys.KEY_GROUP_BYTES;
    int length = storeKeyLength - StoreKeys.KEY_GROUP_BYTES - codec.suffixBytes;
    int group = (Memory.getByte(storeKey) & 0xff) << 8 | Memory.getByte(storeKey + 1) & 0xff;
    int hash = KeyGroups.withGroup(KeyHash.of(address, length), group);
    int key = keys.search(hash, address, length);
    if (key < 0) {
      key = keys.insert(hash, address, length);
    }
    load(key, value, valueLength);
  }

  @Override
  public CaptureBuffer capture() {
    CaptureBuffer buffer = new CaptureBuffer(budget);
    try {
      for (int d = 0, count = dirty.size(); d < count; d++) {
        int row = dirty.get(d);
        int flags = rows.flags(row);
        if ((flags & (RowFlags.DIRTY | RowFlags.FREE)) == RowFlags.DIRTY) {
          capture(row, flags, buffer);
        }
      }
      buffer.endSection(0, false);
    } catch (RuntimeException | Error e) {
      buffer.close();
      throw e;
    }
    dirty.clear();
    return buffer;
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
                + MultisetCodec.MAX_COUNT_BYTES
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
      long end = MultisetCodec.writeNumber(rows.count(row), value);
      end = MultisetCodec.writeNumber(rows.matches(row), end);
      Memory.copy(bytes, end, length);
      end += length;
      buffer.add(keys.keyGroup(key), storeKeyLength, (int) (end - value), end);
    }
    rows.setFlags(
        row,
        (isDead ? RowFlags.DEAD : 0) | RowFlags.STORED | epochs.current() & RowFlags.EPOCH_MASK);
  }

  @Override
  public void afterCapture() {
    forgetEmptyKeys();
    bury();
    for (int age = 3; age >= 0 && memory.isTight(); age -= 3) {
      isRefilling = false;
      evict(age);
    }
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

  /**
   * Drops from memory the clean rows that the store holds and that were last captured {@code
   * minAge} epochs ago or earlier, and keys without rows; moves the rest together.
   */
  private void evict(int minAge) {
    int flushed = epochs.flushed();
    for (int key = 0, limit = keys.limit(); key < limit; key++) {
      if (!keys.isFree(key)) {
        keys.setComplete(key, isComplete(key));
      }
    }
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
          keys.setComplete(key, false);
          beneath.set(keys.keyGroup(key));
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

  @Override
  public void close() {
    keys.close();
    rows.close();
    dirty.clear();
    graves.clear();
    emptyKeys.clear();
  }
}
