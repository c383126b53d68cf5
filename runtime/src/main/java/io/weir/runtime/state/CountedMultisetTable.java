package io.weir.runtime.state;

import io.weir.runtime.time.Clock;

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
final class CountedMultisetTable implements CountedMultiset, CapturedTable, ExpirySweep.Swept {
  private static final int BLOCK = 256;
  private static final int EVICTION_INTERVAL_ROWS = 50_000;

  private final TableMemory memory;
  private final MemoryBudget budget;
  private final Epochs epochs;
  private final int firstKeyGroup;
  private final int keyGroupCount;
  private final MultisetCodec codec;
  private final MultisetChains chains;
  private final MultisetKeys keys;
  private final MultisetRows rows;
  private final MultisetBeneath beneath;

  /** Null, as the sweep, if rows are kept for ever. */
  private final TimeToLive timeToLive;

  private final ExpirySweep sweep;
  private int[] hashes = new int[0];
  private int[] deferred = new int[0];
  private int evictedAtEpoch = -1;

  CountedMultisetTable(
      TableSpec spec,
      StoreTable store,
      TableMemory memory,
      MemoryBudget budget,
      Epochs epochs,
      int firstKeyGroup,
      int keyGroupCount,
      Clock clock) {
    this.memory = memory;
    this.budget = budget;
    this.epochs = epochs;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
    timeToLive = TimeToLive.of(spec, clock);
    codec = new MultisetCodec(spec);
    chains = new MultisetChains(spec, codec, timeToLive, memory, epochs);
    keys = chains.keys;
    rows = chains.rows;
    beneath = new MultisetBeneath(store, codec, chains, firstKeyGroup, keyGroupCount);
    sweep =
        timeToLive == null ? null : new ExpirySweep(timeToLive, this, firstKeyGroup, keyGroupCount);
  }

  /** Finds out what the store holds, and brings the first of it to memory. */
  void restore() {
    beneath.restore();
  }

  @Override
  public void begin() {
    chains.tidy();
    rows.tidy();
    keys.tidy();
    sweep();
    if (memory.isTight()) {
      beneath.stopRefilling();
      boolean hasLoadedMuch = beneath.loadedRows > EVICTION_INTERVAL_ROWS;
      if (hasLoadedMuch || epochs.flushed() != evictedAtEpoch) {
        evict(hasLoadedMuch ? 0 : 1);
        beneath.loadedRows = 0;
        evictedAtEpoch = epochs.flushed();
      }
    } else {
      beneath.refill();
    }
  }

  private void sweep() {
    if (sweep != null) {
      timeToLive.refresh();
      sweep.sweep(beneath.store());
    }
  }

  @Override
  public void find(EncodedKeys encoded, int[] handles) {
    int missing = keys.find(encoded, handles);
    for (int m = 0; m < missing && !beneath.isEmpty(); m++) {
      int i = keys.missing()[m];
      if (beneath.mayHold(encoded.keyGroup(i))) {
        handles[i] = create(encoded, i);
      }
    }
    expire(handles, encoded.count);
  }

  @Override
  public void findOrCreate(EncodedKeys encoded, int[] handles) {
    int missing = keys.find(encoded, handles);
    for (int m = 0; m < missing; m++) {
      int i = keys.missing()[m];
      handles[i] = create(encoded, i);
    }
    expire(handles, encoded.count);
  }

  private void expire(int[] handles, int count) {
    if (timeToLive == null) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (handles[i] != NONE) {
        chains.expireKey(handles[i]);
      }
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
      key = chains.insertKey(encoded.hash(i), encoded.address(i), encoded.length(i));
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
        if (row < 0 && !beneath.isComplete(key)) {
          deferred[deferredCount++] = i;
          continue;
        }
        numbers[i] = chains.change(row, key, hashes[i], encoded, i, deltas[i]);
      }
    }
    if (deferredCount > 0) {
      beneath.load(handles, encoded, deferred, deferredCount);
      for (int d = 0; d < deferredCount; d++) {
        int i = deferred[d];
        int row = rows.search(hashes[i], handles[i], encoded.address(i), encoded.length(i));
        numbers[i] = chains.change(row, handles[i], hashes[i], encoded, i, deltas[i]);
      }
    }
  }

  @Override
  public void remove(int row) {
    if (rows.count(row) != 0) {
      throw new AssertionError("a row is removed whose count is " + rows.count(row));
    }
    chains.remove(row);
  }

  @Override
  public void forgive(int row) {
    keys.addRows(rows.key(row), -rows.count(row));
    rows.setCount(row, 0);
  }

  @Override
  public boolean hasRows(int key) {
    return keys.rows(key) > 0 || !beneath.isComplete(key) && beneath.probe(key);
  }

  @Override
  public void load(int key) {
    if (!beneath.isComplete(key)) {
      beneath.loadAll(key);
    }
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
      chains.touch(row);
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

  @Override
  public int rowLimit() {
    return rows.limit();
  }

  @Override
  public void sweepRow(int row) {
    chains.expire(row);
  }

  @Override
  public boolean mayLieBeneath(int keyGroup) {
    return beneath.mayHold(keyGroup);
  }

  @Override
  public void sweepBeneath(long keyAddress, int keyLength, long valueAddress, int valueLength) {
    if (timeToLive.isExpired(codec.stamp(valueAddress))) {
      beneath.loadEntry(keyAddress, keyLength, valueAddress, valueLength);
    }
  }

  @Override
  public void beforeCapture() {
    sweep();
  }

  @Override
  public long rows() {
    return rows.live();
  }

  @Override
  public CaptureBuffer capture() {
    CaptureBuffer buffer = new CaptureBuffer(budget);
    try {
      chains.capture(buffer);
      buffer.endSection(0, false);
    } catch (RuntimeException | Error e) {
      buffer.close();
      throw e;
    }
    return buffer;
  }

  @Override
  public void afterCapture() {
    chains.tidy();
    for (int age = 3; age >= 0 && memory.isTight(); age -= 3) {
      beneath.stopRefilling();
      evict(age);
    }
  }

  private void evict(int minAge) {
    for (int key = 0, limit = keys.limit(); key < limit; key++) {
      if (!keys.isFree(key)) {
        keys.setComplete(key, beneath.isComplete(key));
      }
    }
    chains.evict(
        minAge,
        key -> {
          keys.setComplete(key, false);
          beneath.set(keys.keyGroup(key));
        });
  }

  @Override
  public void close() {
    chains.close();
  }
}
