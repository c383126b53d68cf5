package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ordered table: an {@link OrderedNamespace} for each namespace in memory, in front of a table
 * of the store. All that the store does not hold yet is in memory; the rest may be evicted, and is
 * brought back page by page where it is read.
 */
final class PagedOrderedTable implements OrderedTable, CapturedTable {
  /** How many entries must have been brought in before it pays to evict again in an epoch. */
  private static final int EVICTION_INTERVAL_ENTRIES = 50_000;

  private final TableSpec spec;
  private final RowLayout layout;
  private final StoreTable store;
  private final TableMemory memory;
  private final MemoryBudget budget;
  private final Epochs epochs;
  private final int firstKeyGroup;
  private final int keyGroupCount;
  private final TreeMap<Long, OrderedNamespace> namespaces = new TreeMap<>();
  private final LookupScratch scratch = new LookupScratch();

  /** Namespaces dropped in this epoch of which the store or a capture may hold something. */
  private final TreeSet<Long> dropped = new TreeSet<>();

  private OrderedNamespace last;
  private long lastNamespace;
  private int evictedAtEpoch = -1;

  PagedOrderedTable(
      TableSpec spec,
      StoreTable store,
      TableMemory memory,
      MemoryBudget budget,
      Epochs epochs,
      int firstKeyGroup,
      int keyGroupCount) {
    this.spec = spec;
    this.layout =
        new RowLayout(
            TableSpec.aggregate(
                spec.name(),
                spec.version(),
                spec.windowed(),
                spec.key(),
                List.of(new TableSpec.Cell("pages", TableSpec.Cell.Kind.SCRATCH))));
    this.store = store;
    this.memory = memory;
    this.budget = budget;
    this.epochs = epochs;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
  }

  /** Finds out which namespaces and key groups the store holds something of. */
  void restore() {
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      byte[] end = StoreKeys.after(StoreKeys.prefix(group));
      byte[] key = store.firstKey(StoreKeys.prefix(group), end);
      while (key != null) {
        long namespace = spec.windowed() ? StoreKeys.namespace(key) : NO_NAMESPACE;
        namespace(namespace).directory().setBeneath(group);
        byte[] next = StoreKeys.after(StoreKeys.prefix(group, spec.windowed(), namespace));
        key = store.firstKey(next, end);
      }
    }
    long pageBytes = RowStore.PINNED_BYTES / Math.max(1, namespaces.size());
    namespaces.values().forEach(space -> space.directory().pin(pageBytes));
  }

  @Override
  public void prefixes(long namespace, EncodedKeys keys, int[] numbers) {
    OrderedNamespace space = namespace(namespace);
    settle(space);
    space.prefixes(keys, numbers, scratch);
  }

  /** What is due before a batch: prefixes of this namespace may move now. */
  private void settle(OrderedNamespace space) {
    space.tidy();
    boolean loadedMuch = space.loader().loaded() > EVICTION_INTERVAL_ENTRIES;
    if (memory.isTight() && (loadedMuch || epochs.flushed() != evictedAtEpoch)) {
      space.evict(loadedMuch ? 0 : 1);
      evictedAtEpoch = epochs.flushed();
    }
  }

  @Override
  public long entriesInMemory(long namespace, int prefix) {
    return namespace(namespace).entries(prefix);
  }

  @Override
  public void put(
      long namespace, int prefix, long order, int orderLength, long value, int valueLength) {
    namespace(namespace).put(prefix, order, orderLength, value, valueLength);
  }

  @Override
  public boolean remove(long namespace, int prefix, long order, int orderLength) {
    OrderedCursor cursor = new OrderedCursor(this);
    boolean found = cursor.at(namespace, prefix, order, orderLength);
    if (found) {
      cursor.remove();
    }
    return found;
  }

  @Override
  public void removeAll(long namespace, int prefix) {
    OrderedCursor cursor = new OrderedCursor(this);
    for (boolean more = cursor.first(namespace, prefix); more; more = cursor.next()) {
      cursor.remove();
    }
  }

  @Override
  public void drop(long namespace) {
    OrderedNamespace space = namespaces.remove(namespace);
    last = null;
    if (space != null) {
      if (space.directory().isStored()) {
        dropped.add(namespace);
      }
      space.close();
    }
  }

  @Override
  public long[] namespaces() {
    long[] result = new long[namespaces.size()];
    int count = 0;
    for (Map.Entry<Long, OrderedNamespace> entry : namespaces.entrySet()) {
      RowTable directory = entry.getValue().directory();
      if (directory.live() > 0 || directory.mayLieBeneath()) {
        result[count++] = entry.getKey();
      }
    }
    return Arrays.copyOf(result, count);
  }

  @Override
  public Prefixes scan(long namespace) {
    OrderedNamespace space = namespace(namespace);
    settle(space);
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      if (space.directory().mayLieBeneath(group)) {
        space.loader().loadPrefixes(group, spec.key());
      }
    }
    return new PrefixCursor(space);
  }

  @Override
  public Cursor cursor() {
    return new OrderedCursor(this);
  }

  OrderedNamespace namespace(long namespace) {
    if (last != null && lastNamespace == namespace) {
      return last;
    }
    OrderedNamespace space = namespaces.get(namespace);
    if (space == null) {
      space = new OrderedNamespace(layout, store, spec.windowed(), namespace, memory, epochs);
      namespaces.put(namespace, space);
    }
    last = space;
    lastNamespace = namespace;
    return space;
  }

  @Override
  public long rows() {
    long rows = 0;
    for (OrderedNamespace space : namespaces.values()) {
      rows += space.live();
    }
    return rows;
  }

  @Override
  public CaptureBuffer capture() {
    CaptureBuffer buffer = new CaptureBuffer(budget);
    try {
      TreeSet<Long> changed = new TreeSet<>(namespaces.keySet());
      changed.addAll(dropped);
      for (long namespace : changed) {
        OrderedNamespace space = namespaces.get(namespace);
        if (space != null) {
          space.capture(buffer);
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

  /**
   * At a barrier, after the capture: forgets empty namespaces, and if memory is short evicts what
   * the store has, of the namespaces first that end last.
   */
  @Override
  public void afterCapture() {
    last = null;
    namespaces
        .values()
        .removeIf(
            space -> {
              space.tidy();
              boolean gone = space.isEmpty();
              if (gone) {
                space.close();
              }
              return gone;
            });
    for (int age = 3; age >= 0 && memory.isTight(); age -= 3) {
      for (OrderedNamespace space : namespaces.descendingMap().values()) {
        if (memory.isTight()) {
          space.evict(age);
        }
      }
    }
  }

  @Override
  public void close() {
    namespaces.values().forEach(OrderedNamespace::close);
    namespaces.clear();
    last = null;
  }

  /** Goes over the prefixes in the order of their numbers. */
  private static final class PrefixCursor implements Prefixes {
    private final OrderedNamespace space;
    private final RowTable directory;
    private int row = -1;

    PrefixCursor(OrderedNamespace space) {
      this.space = space;
      directory = space.directory();
    }

    @Override
    public boolean next() {
      int limit = directory.limit();
      while (++row < limit) {
        int flags = Memory.getInt(directory.address(row) + RowLayout.FLAGS);
        if ((flags & RowFlags.FREE) == 0 && space.root(row) != 0) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int prefix() {
      return row;
    }

    @Override
    public long keyAddress() {
      return directory.keyAddress(directory.address(row));
    }

    @Override
    public int keyLength() {
      return directory.keyLength(directory.address(row));
    }

    @Override
    public int keyHash() {
      return Memory.getInt(directory.address(row) + RowLayout.HASH);
    }
  }
}
