package io.weir.runtime.state;

import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the entries of a namespace of an ordered table from the store to its pages in memory, and
 * says of each page whether the store may hold more of its range.
 */
final class OrderedLoader {
  /** Entries brought in at a time. */
  private static final int LOAD_ENTRIES = 128;

  private final OrderedNamespace space;
  private final StoreTable store;
  private final boolean windowed;
  private final long namespace;
  private final Epochs epochs;

  /** Entries brought in since the last eviction. */
  private int loaded;

  OrderedLoader(
      OrderedNamespace space, StoreTable store, boolean windowed, long namespace, Epochs epochs) {
    this.space = space;
    this.store = store;
    this.windowed = windowed;
    this.namespace = namespace;
    this.epochs = epochs;
  }

  int loaded() {
    return loaded;
  }

  void evicted() {
    loaded = 0;
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
      space.insert(prefix, loadedFlags(), order, orderLength, copy, value.length);
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
    long leaf = LeafList.leaf(space.root(prefix), index);
    int pages = LeafList.size(space.root(prefix));
    byte[] start = storePrefix(prefix);
    byte[] from = StoreKeys.join(start, OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf));
    byte[] last = store.scan(from, rangeEnd(prefix, index, start), LOAD_ENTRIES, into(prefix));
    int end = index + LeafList.size(space.root(prefix)) - pages;
    if (last != null) {
      end = splitAfter(prefix, last, start.length) - 1;
    }
    complete(prefix, index, end);
  }

  /** Brings in the last entries of a page that does not have all of its range. */
  void loadBackward(int prefix, int index) {
    long leaf = LeafList.leaf(space.root(prefix), index);
    int pages = LeafList.size(space.root(prefix));
    byte[] start = storePrefix(prefix);
    byte[] from = StoreKeys.join(start, OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf));
    byte[] first =
        store.scanBackward(from, rangeEnd(prefix, index, start), LOAD_ENTRIES, into(prefix));
    int begin = index;
    if (first != null) {
      begin = splitAt(prefix, first, start.length, first.length);
    }
    complete(prefix, begin, index + LeafList.size(space.root(prefix)) - pages);
  }

  private int splitAfter(int prefix, byte[] storeKey, int start) {
    return splitAt(prefix, StoreKeys.next(storeKey), start, storeKey.length + 1);
  }

  private int splitAt(int prefix, byte[] storeKey, int start, int end) {
    long copy = Memory.allocate(end - start + 1L);
    try {
      Memory.copyFromArray(storeKey, start, copy, end - start);
      return space.splitAt(prefix, copy, end - start);
    } finally {
      Memory.free(copy);
    }
  }

  private void complete(int prefix, int from, int to) {
    long root = space.root(prefix);
    for (int i = from; i <= to; i++) {
      long leaf = LeafList.leaf(root, i);
      OrderedLeaf.setFlags(leaf, OrderedLeaf.flags(leaf) & ~OrderedLeaf.BENEATH);
    }
  }

  private byte[] rangeEnd(int prefix, int index, byte[] start) {
    long root = space.root(prefix);
    if (index + 1 == LeafList.size(root)) {
      return StoreKeys.after(start);
    }
    long next = LeafList.leaf(root, index + 1);
    return StoreKeys.join(start, OrderedLeaf.low(next), OrderedLeaf.lowLength(next));
  }

  private StoreTable.EntryVisitor into(int prefix) {
    int skipped =
        StoreKeys.prefixLength(windowed)
            + space.directory().keyLength(space.directory().address(prefix));
    int flags = loadedFlags();
    return (keyAddress, keyLength, valueAddress, valueLength) -> {
      long order = keyAddress + skipped;
      int length = keyLength - skipped;
      long root = space.root(prefix);
      long leaf = LeafList.leaf(root, LeafList.find(root, order, length));
      if (OrderedLeaf.search(leaf, order, length) < 0) {
        space.insert(prefix, flags, order, length, valueAddress, valueLength);
        loaded++;
      }
    };
  }

  private byte[] storePrefix(int prefix) {
    long row = space.directory().address(prefix);
    int group = KeyGroups.of(Memory.getInt(row + RowLayout.HASH));
    return StoreKeys.join(
        StoreKeys.prefix(group, windowed, namespace),
        space.directory().keyAddress(row),
        space.directory().keyLength(row));
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
        space.prefix(copy, length, KeyGroups.withGroup(KeyHash.of(copy, length), group));
      } finally {
        Memory.free(copy);
      }
      byte[] after = StoreKeys.after(Arrays.copyOf(found, start.length + length));
      found = store.firstKey(after, end);
    }
    space.directory().clearBeneath(group);
  }
}
