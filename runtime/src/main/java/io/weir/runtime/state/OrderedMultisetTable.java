package io.weir.runtime.state;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.vector.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ordered multiset: a sorted map for each prefix that is in memory, in front of a table of the
 * store. A prefix is in memory as a whole or not at all; it is brought back when it is next asked
 * for.
 *
 * <p>A prefix must be the encoded key by which the rows are distributed, since its hash decides
 * which instance finds it after a restore.
 */
final class OrderedMultisetTable implements OrderedMultiset, CapturedTable {
  /** What an entry takes on the heap besides its value: tree node, entry, array header. */
  private static final int ENTRY_BYTES = 128;

  private static final int PREFIX_BYTES = 320;
  private static final int MAX_COUNT_BYTES = 8;
  private static final int NEVER = -1;

  private final StoreTable store;
  private final MemoryBudget budget;
  private final Epochs epochs;
  private final int firstKeyGroup;
  private final int keyGroupCount;
  private final Map<Bytes, Prefix> prefixes = new HashMap<>();
  private final List<Prefix> dirty = new ArrayList<>();

  /** Prefixes that were captured, oldest first, to be forgotten if they have become empty. */
  private final ArrayDeque<Prefix> captured = new ArrayDeque<>();

  /** The key groups of which the store may hold prefixes that are not here. */
  private final BitSet beneath = new BitSet(KeyGroups.COUNT);

  private volatile long usedBytes;
  private long rows;

  OrderedMultisetTable(
      StoreTable store, MemoryBudget budget, Epochs epochs, int firstKeyGroup, int keyGroupCount) {
    this.store = store;
    this.budget = budget;
    this.epochs = epochs;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
  }

  /** Finds out which key groups the store holds something of. */
  void restore() {
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      byte[] start = StoreKeys.prefix(group);
      if (store.firstKey(start, StoreKeys.after(start)) != null) {
        beneath.set(group);
      }
    }
  }

  @Override
  public long add(byte[] prefixBytes, byte[] value, long delta) {
    Prefix prefix = find(prefixBytes);
    Entry entry = prefix == null ? null : prefix.live.get(value);
    long before = entry == null ? 0 : entry.count;
    if (before + delta < 0) {
      throw UnknownRow.leaves("a group");
    }
    if (delta == 0) {
      return before;
    }
    if (prefix == null) {
      prefix = create(prefixBytes);
    }
    if (entry == null) {
      entry = prefix.dead.remove(value);
      if (entry == null) {
        checkLength(prefixBytes, value);
        reserve(ENTRY_BYTES + value.length);
        entry = new Entry(value.clone());
      }
      prefix.live.put(entry.value, entry);
      rows++;
    }
    entry.count = before + delta;
    markDirty(prefix, entry);
    if (entry.count == 0) {
      prefix.live.remove(value);
      rows--;
      retire(prefix, entry);
    }
    return before;
  }

  @Override
  public byte[] first(byte[] prefixBytes) {
    Prefix prefix = find(prefixBytes);
    return prefix == null || prefix.live.isEmpty() ? null : prefix.live.firstKey();
  }

  @Override
  public byte[] last(byte[] prefixBytes) {
    Prefix prefix = find(prefixBytes);
    return prefix == null || prefix.live.isEmpty() ? null : prefix.live.lastKey();
  }

  @Override
  public void removeAll(byte[] prefixBytes) {
    Prefix prefix = find(prefixBytes);
    if (prefix == null) {
      return;
    }
    for (Entry entry : prefix.live.values()) {
      entry.count = 0;
      markDirty(prefix, entry);
      retire(prefix, entry);
    }
    rows -= prefix.live.size();
    prefix.live.clear();
  }

  /** An entry has come to zero: it is remembered only if the store may hold it. */
  private void retire(Prefix prefix, Entry entry) {
    if (entry.isStored) {
      prefix.dead.put(entry.value, entry);
    } else {
      release(ENTRY_BYTES + entry.value.length);
    }
  }

  private void markDirty(Prefix prefix, Entry entry) {
    if (!entry.isDirty) {
      entry.isDirty = true;
      if (prefix.dirty.isEmpty()) {
        dirty.add(prefix);
      }
      prefix.dirty.add(entry);
    }
  }

  /** The prefix, brought back if need be; null if it holds nothing. */
  private Prefix find(byte[] bytes) {
    Prefix prefix = prefixes.get(new Bytes(bytes));
    if (prefix != null) {
      return prefix;
    }
    int group = keyGroup(bytes);
    return beneath.get(group) ? load(bytes, group) : null;
  }

  private Prefix load(byte[] bytes, int group) {
    byte[] start = StoreKeys.join(StoreKeys.prefix(group), bytes);
    List<Entry> entries = new ArrayList<>();
    store.scan(
        start,
        StoreKeys.after(start),
        Integer.MAX_VALUE,
        (keyAddress, keyLength, valueAddress, valueLength) -> {
          Entry entry = new Entry(new byte[keyLength - start.length]);
          Memory.copyToArray(keyAddress + start.length, entry.value, 0, entry.value.length);
          for (int i = valueLength - 1; i >= 0; i--) {
            entry.count = entry.count << 8 | Memory.getByte(valueAddress + i) & 0xff;
          }
          entry.isStored = true;
          reserve(ENTRY_BYTES + entry.value.length);
          entries.add(entry);
        });
    if (entries.isEmpty()) {
      return null;
    }
    Prefix prefix = create(bytes);
    entries.forEach(entry -> prefix.live.put(entry.value, entry));
    rows += entries.size();
    prefix.epoch = epochs.flushed();
    return prefix;
  }

  private Prefix create(byte[] bytes) {
    reserve(PREFIX_BYTES + bytes.length);
    Prefix prefix = new Prefix(bytes.clone());
    prefixes.put(new Bytes(prefix.bytes), prefix);
    return prefix;
  }

  private int keyGroup(byte[] prefix) {
    int group = KeyGroups.of(KeyHash.of(prefix));
    if (group < firstKeyGroup || group >= firstKeyGroup + keyGroupCount) {
      throw new AssertionError(
          "key group "
              + group
              + " is not of this instance, which has "
              + keyGroupCount
              + " from "
              + firstKeyGroup
              + ": the prefix is not the key that rows are distributed by");
    }
    return group;
  }

  private static void checkLength(byte[] prefix, byte[] value) {
    if ((long) prefix.length + value.length > KeyEncoding.MAX_KEY_BYTES) {
      throw WeirException.permanent(
          "a value of "
              + value.length
              + " bytes is too long to be kept in order; "
              + KeyEncoding.MAX_KEY_BYTES
              + " bytes fit with the key of its group",
          "shorten the value, such as by SUBSTRING(column FROM 1 FOR 1000)");
    }
  }

  @Override
  public CaptureBuffer capture() {
    CaptureBuffer buffer = new CaptureBuffer(budget);
    try {
      for (Prefix prefix : dirty) {
        capture(prefix, buffer);
      }
      buffer.endSection(0, false);
    } catch (RuntimeException | Error e) {
      buffer.close();
      throw e;
    }
    dirty.clear();
    return buffer;
  }

  private void capture(Prefix prefix, CaptureBuffer buffer) {
    int group = keyGroup(prefix.bytes);
    for (Entry entry : prefix.dirty) {
      entry.isDirty = false;
      if (entry.count == 0 && !entry.isStored) {
        continue;
      }
      int keyLength = prefix.bytes.length + entry.value.length;
      long at = buffer.reserve(CaptureBuffer.HEADER_BYTES + keyLength + (long) MAX_COUNT_BYTES);
      long key = at + CaptureBuffer.HEADER_BYTES;
      Memory.copyFromArray(prefix.bytes, 0, key, prefix.bytes.length);
      Memory.copyFromArray(entry.value, 0, key + prefix.bytes.length, entry.value.length);
      long value = key + keyLength;
      if (entry.count == 0) {
        buffer.add(group, keyLength, CaptureBuffer.REMOVED, value);
        prefix.dead.remove(entry.value);
        release(ENTRY_BYTES + entry.value.length);
      } else {
        int length = 8 - (Long.numberOfLeadingZeros(entry.count) >>> 3);
        Memory.putLong(value, entry.count);
        buffer.add(group, keyLength, length, value + length);
        entry.isStored = true;
      }
      prefix.epoch = epochs.current();
    }
    prefix.dirty.clear();
    captured.add(prefix);
  }

  @Override
  public void afterCapture() {
    while (!captured.isEmpty() && captured.peek().isFlushed(epochs)) {
      Prefix prefix = captured.poll();
      if (prefix.live.isEmpty() && prefix.isClean()) {
        forget(prefix);
      }
    }
    if (budget.isTight()) {
      evict();
    }
  }

  private void evict() {
    List<Prefix> clean =
        prefixes.values().stream()
            .filter(prefix -> prefix.isClean() && prefix.isFlushed(epochs))
            .toList();
    for (Prefix prefix : clean) {
      beneath.set(keyGroup(prefix.bytes));
      forget(prefix);
    }
  }

  private void forget(Prefix prefix) {
    if (prefixes.remove(new Bytes(prefix.bytes), prefix)) {
      rows -= prefix.live.size();
      prefix.live.values().forEach(entry -> release(ENTRY_BYTES + entry.value.length));
      release(PREFIX_BYTES + prefix.bytes.length);
    }
  }

  private void reserve(long bytes) {
    budget.reserve(bytes);
    usedBytes = usedBytes + bytes;
  }

  private void release(long bytes) {
    budget.release(bytes);
    usedBytes = usedBytes - bytes;
  }

  @Override
  public long rows() {
    return rows;
  }

  long usedBytes() {
    return usedBytes;
  }

  @Override
  public void close() {
    prefixes.clear();
    dirty.clear();
    captured.clear();
    release(usedBytes);
  }

  /** A byte string as a key of a hash map. */
  private record Bytes(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return KeyHash.of(bytes);
    }
  }

  private static final class Entry {
    final byte[] value;
    long count;
    boolean isStored;
    boolean isDirty;

    Entry(byte[] value) {
      this.value = value;
    }
  }

  private static final class Prefix {
    final byte[] bytes;
    final TreeMap<byte[], Entry> live = new TreeMap<>(Arrays::compareUnsigned);

    /** Entries at zero whose removal has not been captured. */
    final TreeMap<byte[], Entry> dead = new TreeMap<>(Arrays::compareUnsigned);

    final List<Entry> dirty = new ArrayList<>();

    /** The last epoch that captured anything of it. */
    int epoch = NEVER;

    Prefix(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean isClean() {
      return dirty.isEmpty() && dead.isEmpty();
    }

    boolean isFlushed(Epochs epochs) {
      return epoch <= epochs.flushed();
    }
  }
}
