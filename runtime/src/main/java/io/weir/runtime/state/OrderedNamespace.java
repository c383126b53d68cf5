package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of one namespace of an ordered table that are in memory: a directory of prefixes,
 * each with its pages (see {@link OrderedLeaf}), and what is needed to bring in, to capture and to
 * evict page by page. The key of an entry in the store is the prefix followed by the order.
 */
final class OrderedNamespace {
  /** Entries brought in at a time. */
  private static final int LOAD_ENTRIES = 128;

  /** How many empty prefixes there must be before it pays to look for them between barriers. */
  private static final int MIN_EMPTY = 4096;

  private final StoreTable store;
  private final boolean windowed;
  private final long namespace;
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

  /** Entries brought in since the last eviction. */
  int loaded;

  OrderedNamespace(
      RowLayout layout,
      StoreTable store,
      boolean windowed,
      long namespace,
      TableMemory memory,
      Epochs epochs) {
    this.store = store;
    this.windowed = windowed;
    this.namespace = namespace;
    this.memory = memory;
    this.epochs = epochs;
    rootOffset = layout.offsets[0];
    directory = new RowTable(layout, memory, epochs);
  }

  RowTable directory() {
    return directory;
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
  private void insert(
      int prefix, int flags, long order, int orderLength, long value, int valueLength) {
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
  private int splitAt(int prefix, long order, int orderLength) {
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

  /** Brings in one entry if the store has it and its page does not know; false if it has not. */
  boolean loadOne(int prefix, long order, int orderLength) {
    byte[] key = StoreKeys.join(storePrefix(prefix), order, orderLength);
    byte[] value = store.get(List.of(key)).get(0);
    if (value == null) {
      return false;
    }
    long copy = Memory.allocate(value.length + 1L);
    try {
      Memory.copyFromArray(value, 0, copy, value.length);
      insert(prefix, loadedFlags(), order, orderLength, copy, value.length);
    } finally {
      Memory.free(copy);
    }
    loaded++;
    return true;
  }

  private int loadedFlags() {
    return RowFlags.STORED | epochs.flushed() & RowFlags.EPOCH_MASK;
  }

  /** Brings in the first entries of a page that does not have all of its range. */
  void loadForward(int prefix, int index) {
    long leaf = LeafList.leaf(root(prefix), index);
    int pages = LeafList.size(root(prefix));
    byte[] start = storePrefix(prefix);
    byte[] from = StoreKeys.join(start, OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf));
    byte[] last = store.scan(from, rangeEnd(prefix, index, start), LOAD_ENTRIES, into(prefix));
    int end = index + LeafList.size(root(prefix)) - pages;
    if (last != null) {
      end = splitAfter(prefix, last, start.length) - 1;
    }
    complete(prefix, index, end);
  }

  /** Brings in the last entries of a page that does not have all of its range. */
  void loadBackward(int prefix, int index) {
    long leaf = LeafList.leaf(root(prefix), index);
    int pages = LeafList.size(root(prefix));
    byte[] start = storePrefix(prefix);
    byte[] from = StoreKeys.join(start, OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf));
    byte[] first =
        store.scanBackward(from, rangeEnd(prefix, index, start), LOAD_ENTRIES, into(prefix));
    int begin = index;
    if (first != null) {
      begin = splitAt(prefix, first, start.length, first.length);
    }
    complete(prefix, begin, index + LeafList.size(root(prefix)) - pages);
  }

  /** Makes a page begin at {@code order}; its index. */
  int narrow(int prefix, long order, int orderLength) {
    return splitAt(prefix, order, orderLength);
  }

  /** Makes a page begin right after {@code order}; its index. */
  int narrowAfter(int prefix, long order, int orderLength) {
    byte[] key = new byte[orderLength + 1];
    Memory.copyToArray(order, key, 0, orderLength);
    return splitAt(prefix, key, 0, key.length);
  }

  private int splitAfter(int prefix, byte[] storeKey, int start) {
    return splitAt(prefix, StoreKeys.next(storeKey), start, storeKey.length + 1);
  }

  private int splitAt(int prefix, byte[] storeKey, int start, int end) {
    long copy = Memory.allocate(end - start + 1L);
    try {
      Memory.copyFromArray(storeKey, start, copy, end - start);
      return splitAt(prefix, copy, end - start);
    } finally {
      Memory.free(copy);
    }
  }

  private void complete(int prefix, int from, int to) {
    long root = root(prefix);
    for (int i = from; i <= to; i++) {
      long leaf = LeafList.leaf(root, i);
      OrderedLeaf.setFlags(leaf, OrderedLeaf.flags(leaf) & ~OrderedLeaf.BENEATH);
    }
  }

  private byte[] rangeEnd(int prefix, int index, byte[] start) {
    long root = root(prefix);
    if (index + 1 == LeafList.size(root)) {
      return StoreKeys.after(start);
    }
    long next = LeafList.leaf(root, index + 1);
    return StoreKeys.join(start, OrderedLeaf.low(next), OrderedLeaf.lowLength(next));
  }

  private StoreTable.EntryVisitor into(int prefix) {
    int skipped = StoreKeys.prefixLength(windowed) + directory.keyLength(directory.address(prefix));
    int flags = loadedFlags();
    return (keyAddress, keyLength, valueAddress, valueLength) -> {
      long order = keyAddress + skipped;
      int length = keyLength - skipped;
      long root = root(prefix);
      long leaf = LeafList.leaf(root, LeafList.find(root, order, length));
      if (OrderedLeaf.search(leaf, order, length) < 0) {
        insert(prefix, flags, order, length, valueAddress, valueLength);
        loaded++;
      }
    };
  }

  private byte[] storePrefix(int prefix) {
    long row = directory.address(prefix);
    int group = KeyGroups.of(Memory.getInt(row + RowLayout.HASH));
    return StoreKeys.join(
        StoreKeys.prefix(group, windowed, namespace),
        directory.keyAddress(row),
        directory.keyLength(row));
  }

  /** Copies what has changed since the last capture. */
  void capture(CaptureBuffer buffer) {
    PagedInts dirty = directory.dirty();
    for (int d = 0, count = dirty.size(); d < count; d++) {
      int row = dirty.get(d);
      long address = directory.address(row);
      int flags = Memory.getInt(address + RowLayout.FLAGS);
      if ((flags & (RowFlags.DIRTY | RowFlags.FREE)) == RowFlags.DIRTY) {
        boolean anything = captureRow(address, buffer);
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

  private boolean captureRow(long address, CaptureBuffer buffer) {
    int group = KeyGroups.of(Memory.getInt(address + RowLayout.HASH));
    long key = directory.keyAddress(address);
    int keyLength = directory.keyLength(address);
    long root = Memory.getLong(address + rootOffset);
    int captured = RowFlags.STORED | epochs.current() & RowFlags.EPOCH_MASK;
    boolean anything = false;
    for (int i = 0, size = LeafList.size(root); i < size; i++) {
      long leaf = LeafList.leaf(root, i);
      int leafFlags = OrderedLeaf.flags(leaf);
      if ((leafFlags & RowFlags.DIRTY) == 0) {
        continue;
      }
      for (int slot = 0, count = OrderedLeaf.count(leaf); slot < count; slot++) {
        long entry = OrderedLeaf.entry(leaf, slot);
        int flags = OrderedLeaf.entryFlags(entry);
        if ((flags & RowFlags.DIRTY) != 0) {
          captureEntry(group, key, keyLength, entry, buffer);
          OrderedLeaf.setEntryFlags(entry, flags & RowFlags.DEAD | captured);
          anything = true;
        }
      }
      OrderedLeaf.setFlags(
          leaf, leafFlags & OrderedLeaf.BENEATH | epochs.current() & RowFlags.EPOCH_MASK);
    }
    return anything;
  }

  private static void captureEntry(
      int group, long key, int keyLength, long entry, CaptureBuffer buffer) {
    int orderLength = OrderedLeaf.orderLength(entry);
    int valueLength = OrderedLeaf.isDead(entry) ? 0 : OrderedLeaf.valueLength(entry);
    long length = CaptureBuffer.HEADER_BYTES + (long) keyLength + orderLength + valueLength;
    long at = buffer.reserve(length) + CaptureBuffer.HEADER_BYTES;
    Memory.copy(key, at, keyLength);
    Memory.copy(entry + OrderedLeaf.ORDER, at + keyLength, orderLength);
    long end = at + keyLength + orderLength;
    if (OrderedLeaf.isDead(entry)) {
      buffer.add(group, keyLength + orderLength, CaptureBuffer.REMOVED, end);
    } else {
      Memory.copy(OrderedLeaf.value(entry), end, valueLength);
      buffer.add(group, keyLength + orderLength, valueLength, end + valueLength);
    }
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
    loaded = 0;
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

  /** Makes all prefixes known that the store holds of a key group. */
  void loadPrefixes(int group, Schema key) {
    byte[] start = StoreKeys.prefix(group, windowed, namespace);
    byte[] end = StoreKeys.after(start);
    byte[] found = store.firstKey(start, end);
    while (found != null) {
      int most = found.length - start.length;
      int length;
      long copy = Memory.allocate(most + 1L);
      try {
        Memory.copyFromArray(found, start.length, copy, most);
        length = (int) (KeyExtent.end(key, copy) - copy);
        prefix(copy, length, KeyGroups.withGroup(KeyHash.of(copy, length), group));
      } finally {
        Memory.free(copy);
      }
      byte[] after = StoreKeys.after(Arrays.copyOf(found, start.length + length));
      found = store.firstKey(after, end);
    }
    directory.clearBeneath(group);
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
