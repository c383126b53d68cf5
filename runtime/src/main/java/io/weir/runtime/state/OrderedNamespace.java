package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * The entries of one namespace of an ordered table that are in memory: a directory of prefixes,
 * each with its pages (see {@link OrderedLeaf}), which are brought in ({@link OrderedLoader}),
 * captured ({@link OrderedCapture}) and evicted one by one. The key of an entry in the store is the
 * prefix followed by the order.
 */
final class OrderedNamespace {
  /** How many empty prefixes there must be before it pays to look for them between barriers. */
  private static final int MIN_EMPTY = 4096;

  private final OrderedLoader loader;
  private final OrderedCapture captures;
  private final int rootOffset;
  private final TableMemory memory;
  private final Epochs epochs;
  private final RowTable directory;

  /** Where the last entry was added. */
  private int insertedPage;

  private int insertedSlot;

  /** The entries that are alive and in memory. */
  private long live;

  /** Prefixes with captured dead entries. */
  private int[] graves = new int[16];

  private int graveCount;

  /** How far the store was when graves were looked at last. */
  private int tidiedAtEpoch = -1;

  /** Prefixes that have become empty since the last sweep. */
  private int emptied;

  OrderedNamespace(
      RowLayout layout,
      StoreTable store,
      boolean windowed,
      long namespace,
      TableMemory memory,
      Epochs epochs) {
    this.memory = memory;
    this.epochs = epochs;
    loader = new OrderedLoader(this, store, windowed, namespace, epochs);
    captures = new OrderedCapture(epochs);
    rootOffset = layout.offsets[0];
    directory = new RowTable(layout, memory, epochs);
  }

  RowTable directory() {
    return directory;
  }

  OrderedLoader loader() {
    return loader;
  }

  /** The numbers of prefixes, which are made where they are not here. */
  void prefixes(EncodedKeys keys, int[] numbers, LookupScratch scratch) {
    scratch.ensure(keys.count);
    int missing = directory.find(keys, false, scratch.addresses, scratch);
    for (int m = 0; m < missing; m++) {
      int i = scratch.missing[m];
      scratch.rows[i] = prefix(keys.address(i), keys.length(i), keys.hash(i));
    }
    System.arraycopy(scratch.rows, 0, numbers, 0, keys.count);
  }

  /** The number of a prefix, which is made if it is not here. */
  int prefix(long key, int length, int hash) {
    int row = directory.search(hash, key, length);
    if (row < 0) {
      row = directory.insert(hash, key, length);
      if (directory.mayLieBeneath(KeyGroups.of(hash))) {
        long leaf = OrderedLeaf.create(memory, 0, 0, 0, 0);
        OrderedLeaf.setFlags(leaf, OrderedLeaf.BENEATH);
        setRoot(row, leaf);
      }
    }
    return row;
  }

  long root(int prefix) {
    return Memory.getLong(directory.address(prefix) + rootOffset);
  }

  private void setRoot(int prefix, long root) {
    Memory.putLong(directory.address(prefix) + rootOffset, root);
  }

  /** How many entries are alive and in memory. */
  long live() {
    return live;
  }

  /** The number of entries of a prefix, or −1 if the store may hold more of them. */
  long entries(int prefix) {
    long root = root(prefix);
    long entries = 0;
    for (int i = 0, size = LeafList.size(root); i < size; i++) {
      long leaf = LeafList.leaf(root, i);
      if (OrderedLeaf.isBeneath(leaf)) {
        return -1;
      }
      entries += OrderedLeaf.live(leaf);
    }
    return entries;
  }

  void put(int prefix, long order, int orderLength, long value, int valueLength) {
    checkLength(prefix, orderLength);
    long root = root(prefix);
    if (root == 0) {
      long bytes = OrderedLeaf.entryBytes(orderLength, valueLength);
      root = OrderedLeaf.create(memory, 0, 0, 1, bytes + bytes / 4);
      setRoot(prefix, root);
    }
    long leaf = LeafList.leaf(root, LeafList.find(root, order, orderLength));
    int slot = OrderedLeaf.search(leaf, order, orderLength);
    if (slot >= 0) {
      replace(prefix, leaf, slot, value, valueLength);
    } else {
      int stored = OrderedLeaf.isBeneath(leaf) ? RowFlags.STORED : 0;
      insert(prefix, stored | RowFlags.DIRTY, order, orderLength, value, valueLength);
    }
  }

  int insertedPage() {
    return insertedPage;
  }

  int insertedSlot() {
    return insertedSlot;
  }

  /** Gives the entry of a slot a new value; true if it lies where it was. */
  boolean replace(int prefix, long leaf, int slot, long value, int valueLength) {
    long entry = OrderedLeaf.entry(leaf, slot);
    int flags = OrderedLeaf.entryFlags(entry);
    int changed = flags & (RowFlags.STORED | RowFlags.EPOCH_MASK) | RowFlags.DIRTY;
    if (OrderedLeaf.replace(entry, value, valueLength)) {
      if ((flags & RowFlags.DEAD) != 0) {
        OrderedLeaf.revive(leaf, entry, changed);
        live++;
      } else {
        OrderedLeaf.setEntryFlags(entry, changed);
      }
      markDirty(prefix, leaf);
      return true;
    }
    int length = OrderedLeaf.orderLength(entry);
    byte[] order = new byte[length];
    Memory.copyToArray(entry + OrderedLeaf.ORDER, order, 0, length);
    live -= OrderedLeaf.isDead(entry) ? 0 : 1;
    OrderedLeaf.delete(leaf, slot);
    long copy = Memory.allocate(length + 1L);
    try {
      Memory.copyFromArray(order, 0, copy, length);
      insert(prefix, changed, copy, length, value, valueLength);
    } finally {
      Memory.free(copy);
    }
    return false;
  }

  private void checkLength(int prefix, int orderLength) {
    long length = (long) directory.keyLength(directory.address(prefix)) + orderLength;
    if (length > KeyEncoding.MAX_KEY_BYTES) {
      throw WeirException.permanent(
          "a row of "
              + length
              + " bytes is too long to be kept in order; "
              + KeyEncoding.MAX_KEY_BYTES
              + " bytes fit",
          "leave long columns out of the query, or shorten them, such as by SUBSTRING(column FROM"
              + " 1 FOR 1000)");
    }
  }

  private void markDirty(int prefix, long leaf) {
    OrderedLeaf.setFlags(leaf, OrderedLeaf.flags(leaf) | RowFlags.DIRTY);
    directory.touch(prefix);
  }

  /** Adds an entry that is not here. */
  void insert(int prefix, int flags, long order, int orderLength, long value, int valueLength) {
    long bytes = OrderedLeaf.entryBytes(orderLength, valueLength);
    while (true) {
      long root = root(prefix);
      int index = LeafList.find(root, order, orderLength);
      long leaf = LeafList.leaf(root, index);
      int slot = -1 - OrderedLeaf.search(leaf, order, orderLength);
      if (OrderedLeaf.fits(leaf, bytes)) {
        OrderedLeaf.insert(leaf, slot, flags, order, orderLength, value, valueLength);
        live += (flags & RowFlags.DEAD) == 0 ? 1 : 0;
        insertedPage = index;
        insertedSlot = slot;
        if ((flags & RowFlags.DIRTY) != 0) {
          markDirty(prefix, leaf);
        }
        return;
      }
      makeRoom(prefix, index, slot, bytes, order, orderLength);
    }
  }

  private void makeRoom(int prefix, int index, int slot, long bytes, long order, int orderLength) {
    long leaf = LeafList.leaf(root(prefix), index);
    int count = OrderedLeaf.count(leaf);
    long needed = OrderedLeaf.bytesWith(leaf, bytes);
    if (count == 0 || needed <= OrderedLeaf.MAX_BYTES) {
      long used = OrderedLeaf.usedBytes(leaf);
      long room = Math.min(used + bytes + 4 >>> 1, OrderedLeaf.MAX_BYTES - needed);
      long larger =
          OrderedLeaf.create(
              memory,
              OrderedLeaf.low(leaf),
              OrderedLeaf.lowLength(leaf),
              0,
              used + bytes + Math.max(0, room));
      OrderedLeaf.setFlags(larger, OrderedLeaf.flags(leaf));
      OrderedLeaf.copy(leaf, 0, count, larger);
      setRoot(prefix, LeafList.set(root(prefix), index, larger));
      OrderedLeaf.free(memory, leaf);
      return;
    }
    boolean isLast = index == LeafList.size(root(prefix)) - 1 && slot == count;
    if (isLast) {
      addLeaf(prefix, index + 1, order, orderLength, OrderedLeaf.flags(leaf), bytes);
      return;
    }
    int middle = count == 1 ? slot : count / 2;
    if (middle == count) {
      addLeaf(prefix, index + 1, order, orderLength, OrderedLeaf.flags(leaf), bytes);
    } else {
      long entry = OrderedLeaf.entry(leaf, middle);
      split(prefix, index, middle, entry + OrderedLeaf.ORDER, OrderedLeaf.orderLength(entry));
    }
  }

  /** Adds an empty page whose range begins at {@code low}. */
  private void addLeaf(int prefix, int index, long low, int lowLength, int flags, long bytes) {
    long room = Math.min(bytes * 16, OrderedLeaf.MAX_BYTES / 2);
    long leaf = OrderedLeaf.create(memory, low, lowLength, 8, Math.max(bytes, room));
    OrderedLeaf.setFlags(leaf, flags & ~RowFlags.DIRTY);
    setRoot(prefix, LeafList.insert(memory, root(prefix), index, leaf));
  }

  /** Moves the entries from {@code slot} on to a page of their own, which begins at {@code low}. */
  private void split(int prefix, int index, int slot, long low, int lowLength) {
    long leaf = LeafList.leaf(root(prefix), index);
    int count = OrderedLeaf.count(leaf);
    int flags = OrderedLeaf.flags(leaf);
    long rightBytes = OrderedLeaf.bytes(leaf, slot, count);
    long right = OrderedLeaf.create(memory, low, lowLength, 1, rightBytes);
    OrderedLeaf.copy(leaf, slot, count, right);
    OrderedLeaf.setFlags(right, flags);
    if (slot < count) {
      long left =
          OrderedLeaf.create(
              memory,
              OrderedLeaf.low(leaf),
              OrderedLeaf.lowLength(leaf),
              1,
              OrderedLeaf.bytes(leaf, 0, slot));
      OrderedLeaf.copy(leaf, 0, slot, left);
      OrderedLeaf.setFlags(left, flags);
      setRoot(prefix, LeafList.set(root(prefix), index, left));
      setRoot(prefix, LeafList.insert(memory, root(prefix), index + 1, right));
      OrderedLeaf.free(memory, leaf);
      return;
    }
    setRoot(prefix, LeafList.insert(memory, root(prefix), index + 1, right));
  }

  /** Makes a page begin at {@code order}; returns its index. */
  int splitAt(int prefix, long order, int orderLength) {
    int index = LeafList.find(root(prefix), order, orderLength);
    long leaf = LeafList.leaf(root(prefix), index);
    if (OrderedLeaf.lowLength(leaf) > 0
        ? Memory.compare(OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf), order, orderLength)
            == 0
        : orderLength == 0) {
      return index;
    }
    int slot = OrderedLeaf.search(leaf, order, orderLength);
    split(prefix, index, slot >= 0 ? slot : -1 - slot, order, orderLength);
    return index + 1;
  }

  /** Removes the entry of a slot, which is alive; true if the page at {@code index} is gone. */
  boolean remove(int prefix, int index, int slot) {
    long leaf = LeafList.leaf(root(prefix), index);
    long entry = OrderedLeaf.entry(leaf, slot);
    int flags = OrderedLeaf.entryFlags(entry);
    live--;
    if ((flags & RowFlags.STORED) != 0) {
      OrderedLeaf.kill(leaf, entry, flags | RowFlags.DIRTY | RowFlags.DEAD);
      markDirty(prefix, leaf);
      return false;
    }
    OrderedLeaf.delete(leaf, slot);
    return dropIfEmpty(prefix, index);
  }

  private boolean dropIfEmpty(int prefix, int index) {
    long root = root(prefix);
    long leaf = LeafList.leaf(root, index);
    if (OrderedLeaf.count(leaf) > 0 || OrderedLeaf.isBeneath(leaf)) {
      return false;
    }
    root = LeafList.remove(memory, root, index);
    setRoot(prefix, root);
    OrderedLeaf.free(memory, leaf);
    if (root == 0) {
      emptied++;
    } else if (index == 0) {
      OrderedLeaf.clearLow(LeafList.leaf(root, 0));
    }
    return true;
  }

  /** Makes a page begin right after {@code order}; its index. */
  int splitAfter(int prefix, long order, int orderLength) {
    long next = Memory.allocate(orderLength + 1L);
    try {
      Memory.copy(order, next, orderLength);
      Memory.fill(next + orderLength, 1, (byte) 0);
      return splitAt(prefix, next, orderLength + 1);
    } finally {
      Memory.free(next);
    }
  }

  /** Copies what has changed since the last capture. */
  void capture(CaptureBuffer buffer) {
    PagedInts dirty = directory.dirty();
    for (int d = 0, count = dirty.size(); d < count; d++) {
      int row = dirty.get(d);
      long address = directory.address(row);
      int flags = Memory.getInt(address + RowLayout.FLAGS);
      if ((flags & (RowFlags.DIRTY | RowFlags.FREE)) == RowFlags.DIRTY) {
        boolean anything = captures.capture(directory, address, rootOffset, buffer);
        if (anything) {
          directory.captured(row, address, flags);
        } else {
          directory.clean(row);
        }
        if (Memory.getLong(address + rootOffset) == 0) {
          directory.forget(row);
        } else if (hasDead(Memory.getLong(address + rootOffset))) {
          addGrave(row);
        }
      }
    }
    dirty.clear();
    emptied = 0;
  }

  private static boolean hasDead(long root) {
    for (int i = 0, size = LeafList.size(root); i < size; i++) {
      long leaf = LeafList.leaf(root, i);
      if (OrderedLeaf.count(leaf) > OrderedLeaf.live(leaf)) {
        return true;
      }
    }
    return false;
  }

  private void addGrave(int row) {
    if (graveCount == graves.length) {
      graves = Arrays.copyOf(graves, graveCount * 2);
    }
    graves[graveCount++] = row;
  }

  /** Forgets dead entries whose removal is in the store, and prefixes without entries. */
  void tidy() {
    directory.tidy();
    if (graveCount > 0 && epochs.flushed() != tidiedAtEpoch) {
      tidiedAtEpoch = epochs.flushed();
      buryAll();
    }
    if (emptied > MIN_EMPTY && emptied > directory.live() / 2) {
      forgetEmpty();
    }
  }

  private void buryAll() {
    int kept = 0;
    for (int g = 0; g < graveCount; g++) {
      int row = graves[g];
      long address = directory.address(row);
      if ((Memory.getInt(address + RowLayout.FLAGS) & RowFlags.FREE) == 0) {
        bury(row);
        if (root(row) != 0 && hasDead(root(row))) {
          graves[kept++] = row;
        } else if (root(row) == 0 && isClean(address)) {
          directory.forget(row);
        }
      }
    }
    graveCount = kept;
  }

  private static boolean isClean(long row) {
    return (Memory.getInt(row + RowLayout.FLAGS) & RowFlags.DIRTY) == 0;
  }

  private void bury(int prefix) {
    int flushed = epochs.flushed();
    for (int i = LeafList.size(root(prefix)) - 1; i >= 0; i--) {
      long leaf = LeafList.leaf(root(prefix), i);
      if (OrderedLeaf.count(leaf) == OrderedLeaf.live(leaf)) {
        continue;
      }
      for (int slot = OrderedLeaf.count(leaf) - 1; slot >= 0; slot--) {
        int flags = OrderedLeaf.entryFlags(OrderedLeaf.entry(leaf, slot));
        if ((flags & (RowFlags.DEAD | RowFlags.DIRTY)) == RowFlags.DEAD
            && RowFlags.isFlushed(flags, flushed)) {
          OrderedLeaf.delete(leaf, slot);
        }
      }
      dropIfEmpty(prefix, i);
    }
  }

  /** Forgets prefixes that have come and gone since the last barrier. */
  private void forgetEmpty() {
    for (int row = 0, limit = directory.limit(); row < limit; row++) {
      long address = directory.address(row);
      if ((Memory.getInt(address + RowLayout.FLAGS) & RowFlags.FREE) == 0
          && Memory.getLong(address + rootOffset) == 0) {
        directory.forget(row);
      }
    }
    emptied = 0;
  }

  /**
   * Drops from memory what the store holds: whole prefixes that were last captured {@code minAge}
   * epochs ago or earlier, and of others the pages.
   */
  void evict(int minAge) {
    directory.evict(minAge, row -> freeAll(Memory.getLong(row + rootOffset)));
    loader.evicted();
    graveCount = 0;
    for (int row = 0, limit = directory.limit(); row < limit; row++) {
      if ((Memory.getInt(directory.address(row) + RowLayout.FLAGS) & RowFlags.FREE) == 0) {
        evictLeaves(row, minAge);
        if (hasDead(root(row))) {
          addGrave(row);
        }
      }
    }
  }

  private void freeAll(long root) {
    for (int i = 0, size = LeafList.size(root); i < size; i++) {
      live -= OrderedLeaf.live(LeafList.leaf(root, i));
    }
    LeafList.free(memory, root);
  }

  private void evictLeaves(int prefix, int minAge) {
    int flushed = epochs.flushed();
    for (int i = LeafList.size(root(prefix)) - 1; i >= 0; i--) {
      long leaf = LeafList.leaf(root(prefix), i);
      int flags = OrderedLeaf.flags(leaf);
      if ((flags & RowFlags.DIRTY) == 0 && RowFlags.isFlushed(flags + minAge, flushed)) {
        replaceByBeneath(prefix, i, leaf);
      }
    }
  }

  private void replaceByBeneath(int prefix, int index, long leaf) {
    long root = root(prefix);
    boolean mergesWithNext = false;
    if (index + 1 < LeafList.size(root)) {
      long next = LeafList.leaf(root, index + 1);
      mergesWithNext = OrderedLeaf.isBeneath(next) && OrderedLeaf.count(next) == 0;
    }
    long empty =
        OrderedLeaf.create(memory, OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf), 0, 0);
    OrderedLeaf.setFlags(empty, OrderedLeaf.BENEATH);
    root = LeafList.set(root, index, empty);
    live -= OrderedLeaf.live(leaf);
    OrderedLeaf.free(memory, leaf);
    if (mergesWithNext) {
      OrderedLeaf.free(memory, LeafList.leaf(root, index + 1));
      root = LeafList.remove(memory, root, index + 1);
    }
    setRoot(prefix, root);
  }

  /** Whether there is nothing to find, to flush or to wait for. */
  boolean isEmpty() {
    return directory.isEmpty() && graveCount == 0;
  }

  void close() {
    for (int row = 0, limit = directory.limit(); row < limit; row++) {
      long address = directory.address(row);
      if ((Memory.getInt(address + RowLayout.FLAGS) & RowFlags.FREE) == 0) {
        LeafList.free(memory, Memory.getLong(address + rootOffset));
      }
    }
    directory.close();
  }
}
