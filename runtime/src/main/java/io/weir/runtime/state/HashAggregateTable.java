package io.weir.runtime.state;

import io.weir.runtime.time.Clock;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The aggregate table: a {@link RowTable} for each namespace in memory, in front of a table of the
 * store. All that the store does not hold yet is in memory; the rest may be evicted, and is brought
 * back by key, by scan, or bit by bit after a restore.
 *
 * <p>Rows move only where the interface allows it: within the namespace of a call, or at a barrier.
 */
final class HashAggregateTable implements AggregateTable, CapturedTable {
  /** Entries brought back when the table is opened: a few ten milliseconds. */
  static final int EAGER_ENTRIES = 50_000;

  /** Entries brought back with each batch after that, until all are in memory. */
  private static final int REFILL_ENTRIES = 1024;

  /** How many rows must have been brought in before it pays to evict again in an epoch. */
  private static final int EVICTION_INTERVAL_ROWS = 50_000;

  private final TableSpec spec;
  private final RowLayout layout;
  private final CellCodec codec;
  private final RowCapture captures;
  private final TableMemory memory;
  private final MemoryBudget budget;
  private final Epochs epochs;
  private final StoreTable store;

  /** Null if rows are kept for ever. */
  private final RowExpiry expiry;

  private final int firstKeyGroup;
  private final int keyGroupCount;
  private final TreeMap<Long, RowTable> tables = new TreeMap<>();
  private final LookupScratch scratch = new LookupScratch();

  /** Namespaces dropped in this epoch of which the store or a capture may hold something. */
  private final TreeSet<Long> dropped = new TreeSet<>();

  /** Clean rows brought in since the last eviction. */
  private int loadedRows;

  private int evictedAtEpoch = -1;

  private RowTable lastTable;
  private long lastNamespace;

  /** Whether rows of a restored checkpoint are still being brought back. */
  private boolean refilling;

  private byte[] refillFrom;

  HashAggregateTable(
      TableSpec spec,
      StoreTable store,
      TableMemory memory,
      MemoryBudget budget,
      Epochs epochs,
      int firstKeyGroup,
      int keyGroupCount,
      Clock clock) {
    this.spec = spec;
    this.layout = new RowLayout(spec);
    this.codec = new CellCodec(layout);
    this.captures = new RowCapture(layout, codec);
    this.store = store;
    this.memory = memory;
    this.budget = budget;
    this.epochs = epochs;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
    TimeToLive timeToLive = TimeToLive.of(spec, clock);
    expiry =
        timeToLive == null
            ? null
            : new RowExpiry(timeToLive, layout, codec, firstKeyGroup, keyGroupCount);
  }

  /** Finds out what the store holds, and brings the first of it to memory. */
  void restore() {
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      byte[] end = StoreKeys.after(StoreKeys.prefix(group));
      byte[] key = store.firstKey(StoreKeys.prefix(group), end);
      while (key != null) {
        long namespace = spec.windowed() ? StoreKeys.namespace(key) : NO_NAMESPACE;
        table(namespace).setBeneath(group);
        byte[] next = StoreKeys.after(StoreKeys.prefix(group, spec.windowed(), namespace));
        key = store.firstKey(next, end);
      }
    }
    long pageBytes = RowStore.PINNED_BYTES / Math.max(1, tables.size());
    tables.values().forEach(table -> table.pin(pageBytes));
    refilling = !tables.isEmpty();
    for (int done = 0; done < EAGER_ENTRIES && refilling; done += REFILL_ENTRIES) {
      refill();
    }
  }

  @Override
  public int cellOffset(int cell) {
    return layout.offsets[cell];
  }

  @Override
  public void begin() {
    if (expiry != null) {
      expiry.begin(table(NO_NAMESPACE), store);
    }
  }

  @Override
  public void onExpiry(ExpiryListener listener) {
    if (expiry != null) {
      expiry.listen(listener);
    }
  }

  @Override
  public void findOrCreate(long namespace, EncodedKeys keys, long[] addresses) {
    RowTable table = table(namespace);
    settle(table);
    findOrCreate(table, namespace, keys, addresses);
    if (expiry != null) {
      expiry.update(table, addresses, keys.count);
    }
  }

  private void findOrCreate(RowTable table, long namespace, EncodedKeys keys, long[] addresses) {
    int missing = table.find(keys, true, addresses, scratch);
    if (missing == 0) {
      return;
    }
    if (table.mayLieBeneath()) {
      lookBeneath(table, namespace, keys, missing);
    }
    for (int m = 0; m < missing; m++) {
      int i = scratch.missing[m];
      int row = table.search(keys.hash(i), keys.address(i), keys.length(i));
      if (row < 0) {
        row = table.insert(keys.hash(i), keys.address(i), keys.length(i));
      } else {
        table.touch(row);
      }
      scratch.rows[i] = row;
    }
    for (int i = 0; i < keys.count; i++) {
      addresses[i] = table.address(scratch.rows[i]);
    }
  }

  @Override
  public void find(long namespace, EncodedKeys keys, long[] addresses) {
    RowTable table = tableIfThere(namespace);
    if (table == null) {
      Arrays.fill(addresses, 0, keys.count, 0);
      return;
    }
    int missing = table.find(keys, false, addresses, scratch);
    if (missing > 0 && table.mayLieBeneath()) {
      lookBeneath(table, namespace, keys, missing);
      table.find(keys, false, addresses, scratch);
    }
    if (expiry != null) {
      expiry.hide(addresses, keys.count);
    }
  }

  @Override
  public void collectKey(long namespace, long row, KeyCollector to) {
    RowTable table = table(namespace);
    to.add(table.keyAddress(row), table.keyLength(row), Memory.getInt(row + RowLayout.HASH));
  }

  @Override
  public void remove(long namespace, EncodedKeys keys) {
    RowTable table = tableIfThere(namespace);
    if (table == null) {
      return;
    }
    scratch.ensure(keys.count);
    int missing = table.find(keys, false, scratch.addresses, scratch);
    if (missing > 0 && table.mayLieBeneath()) {
      lookBeneath(table, namespace, keys, missing);
    }
    for (int i = 0; i < keys.count; i++) {
      int row = table.search(keys.hash(i), keys.address(i), keys.length(i));
      if (row >= 0 && (Memory.getInt(table.address(row) + RowLayout.FLAGS) & RowFlags.DEAD) == 0) {
        table.remove(row);
      }
    }
  }

  @Override
  public void drop(long namespace) {
    RowTable table = tables.remove(namespace);
    lastTable = null;
    if (table != null) {
      if (table.isStored()) {
        dropped.add(namespace);
      }
      table.close();
    }
  }

  @Override
  public long[] namespaces() {
    long[] namespaces = new long[tables.size()];
    int count = 0;
    for (Map.Entry<Long, RowTable> entry : tables.entrySet()) {
      if (entry.getValue().live() > 0 || entry.getValue().mayLieBeneath()) {
        namespaces[count++] = entry.getKey();
      }
    }
    return Arrays.copyOf(namespaces, count);
  }

  @Override
  public Cursor scan(long namespace) {
    RowTable table = tableIfThere(namespace);
    if (table != null && table.mayLieBeneath()) {
      loadAll(table, namespace);
    }
    return new RowCursor(table, expiry);
  }

  @Override
  public long size(long namespace) {
    RowTable table = tableIfThere(namespace);
    if (table == null) {
      return 0;
    }
    return table.live() + (table.mayLieBeneath() ? countBeneath(table, namespace) : 0);
  }

  @Override
  public void putBytes(long namespace, long row, int cell, long address, int length) {
    tables.get(namespace).putBytes(row, cell, address, length);
  }

  @Override
  public int bytesLength(long namespace, long row, int cell) {
    return Memory.getInt(row + layout.offsets[cell] + 4) - 1;
  }

  @Override
  public long bytesAddress(long namespace, long row, int cell) {
    return tables.get(namespace).arena().address(Memory.getInt(row + layout.offsets[cell]));
  }

  private RowTable table(long namespace) {
    if (lastTable != null && lastNamespace == namespace) {
      return lastTable;
    }
    RowTable table = tables.get(namespace);
    if (table == null) {
      table = new RowTable(layout, memory, epochs);
      tables.put(namespace, table);
    }
    lastTable = table;
    lastNamespace = namespace;
    return table;
  }

  private RowTable tableIfThere(long namespace) {
    return lastTable != null && lastNamespace == namespace ? lastTable : tables.get(namespace);
  }

  /** What is due before a batch: rows of this namespace may move now. */
  private void settle(RowTable table) {
    table.tidy();
    if (memory.isTight()) {
      refilling = false;
      if (loadedRows > EVICTION_INTERVAL_ROWS || epochs.flushed() != evictedAtEpoch) {
        table.evict(loadedRows > EVICTION_INTERVAL_ROWS ? 0 : 1);
        loadedRows = 0;
        evictedAtEpoch = epochs.flushed();
      }
    } else if (refilling) {
      refill();
    }
  }

  /** Brings in the rows of missing keys that the store holds. */
  private void lookBeneath(RowTable table, long namespace, EncodedKeys keys, int missing) {
    List<byte[]> wanted = new ArrayList<>();
    int[] positions = new int[missing];
    for (int m = 0; m < missing; m++) {
      int i = scratch.missing[m];
      int group = keys.keyGroup(i);
      if (table.mayLieBeneath(group)) {
        positions[wanted.size()] = i;
        byte[] prefix = StoreKeys.prefix(group, spec.windowed(), namespace);
        wanted.add(StoreKeys.join(prefix, keys.address(i), keys.length(i)));
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    List<byte[]> values = store.get(wanted);
    for (int w = 0; w < values.size(); w++) {
      byte[] value = values.get(w);
      int i = positions[w];
      if (value != null && table.search(keys.hash(i), keys.address(i), keys.length(i)) < 0) {
        long copy = Memory.allocate(Math.max(1, value.length));
        try {
          Memory.copyFromArray(value, 0, copy, value.length);
          table.load(keys.hash(i), keys.address(i), keys.length(i), copy, codec);
          loadedRows++;
        } finally {
          Memory.free(copy);
        }
      }
    }
  }

  private void loadAll(RowTable table, long namespace) {
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      if (table.mayLieBeneath(group)) {
        byte[] prefix = StoreKeys.prefix(group, spec.windowed(), namespace);
        store.scan(prefix, StoreKeys.after(prefix), Integer.MAX_VALUE, loaderInto(table));
        table.clearBeneath(group);
      }
    }
  }

  private StoreTable.EntryVisitor loaderInto(RowTable table) {
    int skipped = StoreKeys.prefixLength(spec.windowed());
    return (keyAddress, keyLength, valueAddress, valueLength) -> {
      long key = keyAddress + skipped;
      int length = keyLength - skipped;
      int hash = hash(key, length, StoreKeys.keyGroup(keyAddress));
      if (table.search(hash, key, length) < 0) {
        table.load(hash, key, length, valueAddress, codec);
      }
    };
  }

  private static int hash(long key, int length, int group) {
    return KeyGroups.withGroup(KeyHash.of(key, length), group);
  }

  /** Brings in the next rows of a restored checkpoint, in the order of the store. */
  private void refill() {
    byte[] from = refillFrom == null ? StoreKeys.prefix(firstKeyGroup) : refillFrom;
    int group = (from[0] & 0xff) << 8 | from[1] & 0xff;
    byte[] end = StoreKeys.after(StoreKeys.prefix(group));
    Refill visitor = new Refill();
    byte[] last = store.scan(from, end, REFILL_ENTRIES, visitor);
    if (last != null) {
      refillFrom = StoreKeys.next(last);
      return;
    }
    for (RowTable table : tables.values()) {
      table.clearBeneath(group);
    }
    refillFrom = StoreKeys.prefix(group + 1);
    refilling = group + 1 < firstKeyGroup + keyGroupCount;
  }

  /** Loads entries of any namespace that has not been dropped since. */
  private final class Refill implements StoreTable.EntryVisitor {
    @Override
    public void entry(long keyAddress, int keyLength, long valueAddress, int valueLength) {
      long namespace = NO_NAMESPACE;
      if (spec.windowed()) {
        namespace =
            Long.reverseBytes(Memory.getLong(keyAddress + StoreKeys.KEY_GROUP_BYTES))
                ^ Long.MIN_VALUE;
      }
      int group = StoreKeys.keyGroup(keyAddress);
      RowTable table = tables.get(namespace);
      if (table != null && table.mayLieBeneath(group)) {
        loaderInto(table).entry(keyAddress, keyLength, valueAddress, valueLength);
      }
    }
  }

  /** How many keys the store holds at most that are not in memory. */
  private long countBeneath(RowTable table, long namespace) {
    long[] count = new long[1];
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      if (table.mayLieBeneath(group)) {
        byte[] prefix = StoreKeys.prefix(group, spec.windowed(), namespace);
        store.scan(
            prefix,
            StoreKeys.after(prefix),
            Integer.MAX_VALUE,
            (keyAddress, keyLength, valueAddress, valueLength) -> {
              long key = keyAddress + prefix.length;
              int length = keyLength - prefix.length;
              if (table.search(hash(key, length, StoreKeys.keyGroup(keyAddress)), key, length)
                  < 0) {
                count[0]++;
              }
            });
      }
    }
    return count[0];
  }

  @Override
  public void beforeCapture() {
    begin();
  }

  @Override
  public CaptureBuffer capture() {
    CaptureBuffer buffer = new CaptureBuffer(budget);
    try {
      TreeSet<Long> namespaces = new TreeSet<>(tables.keySet());
      namespaces.addAll(dropped);
      for (long namespace : namespaces) {
        RowTable table = tables.get(namespace);
        if (table != null) {
          captures.capture(table, buffer);
        }
        buffer.endSection(namespace, dropped.contains(namespace));
      }
    } catch (RuntimeException | Error e) {
      buffer.close();
      throw e;
    }
    dropped.clear();
    return buffer;
  }

  @Override
  public long rows() {
    long rows = 0;
    for (RowTable table : tables.values()) {
      rows += table.live();
    }
    return rows;
  }

  /**
   * At a barrier, after the capture: forgets empty namespaces, and if memory is short evicts clean
   * rows, of the namespaces first that end last.
   */
  @Override
  public void afterCapture() {
    lastTable = null;
    tables
        .values()
        .removeIf(
            table -> {
              table.tidy();
              boolean gone = table.isEmpty();
              if (gone) {
                table.close();
              }
              return gone;
            });
    for (int age = 3; age >= 0 && memory.isTight(); age -= 3) {
      for (RowTable table : tables.descendingMap().values()) {
        if (memory.isTight()) {
          refilling = false;
          table.evict(age);
        }
      }
    }
  }

  @Override
  public void close() {
    tables.values().forEach(RowTable::close);
    tables.clear();
    lastTable = null;
  }
}
