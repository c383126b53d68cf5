package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the store holds of a counted multiset, and how it is brought to memory. */
final class MultisetBeneath {
  /** How many rows of a key are looked at in one go to find one that is there. */
  private static final int PROBE_ROWS = 32;

  private static final int REFILL_ENTRIES = 1024;

  private final StoreTable store;
  private final MultisetCodec codec;
  private final MultisetChains chains;
  private final MultisetKeys keys;
  private final MultisetRows rows;
  private final int firstKeyGroup;
  private final int keyGroupCount;

  /** The key groups of which the store may hold rows that are not here. */
  private final BitSet groups = new BitSet(KeyGroups.COUNT);

  private boolean isRefilling;
  private byte[] refillFrom;

  /** Rows brought in since the owner has set it back. */
  int loadedRows;

  MultisetBeneath(
      StoreTable store,
      MultisetCodec codec,
      MultisetChains chains,
      int firstKeyGroup,
      int keyGroupCount) {
    this.store = store;
    this.codec = codec;
    this.chains = chains;
    this.keys = chains.keys;
    this.rows = chains.rows;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
  }

  StoreTable store() {
    return store;
  }

  /** Finds out what the store holds, and brings the first of it to memory. */
  void restore() {
    for (int group = firstKeyGroup; group < firstKeyGroup + keyGroupCount; group++) {
      byte[] start = StoreKeys.prefix(group);
      if (store.firstKey(start, StoreKeys.after(start)) != null) {
        groups.set(group);
      }
    }
    isRefilling = !groups.isEmpty();
    int eager = HashAggregateTable.EAGER_ENTRIES;
    for (int done = 0; done < eager && isRefilling; done += REFILL_ENTRIES) {
      refill();
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  boolean mayHold(int keyGroup) {
    return groups.get(keyGroup);
  }

  /** Says that rows of a key group are no longer in memory. */
  void set(int keyGroup) {
    groups.set(keyGroup);
  }

  /** Whether all rows of a key are in memory. */
  boolean isComplete(int key) {
    return keys.isComplete(key) || !groups.get(keys.keyGroup(key));
  }

  /** Memory is short: nothing is brought in that nobody asks for. */
  void stopRefilling() {
    isRefilling = false;
  }

  /** Brings in the next rows of a restored checkpoint, in the order of the store. */
  void refill() {
    if (!isRefilling) {
      return;
    }
    byte[] from = refillFrom == null ? StoreKeys.prefix(firstKeyGroup) : refillFrom;
    int group = (from[0] & 0xff) << 8 | from[1] & 0xff;
    byte[] end = StoreKeys.after(StoreKeys.prefix(group));
    byte[] last = store.scan(from, end, REFILL_ENTRIES, this::loadEntry);
    if (last != null) {
      refillFrom = StoreKeys.next(last);
      return;
    }
    groups.clear(group);
    refillFrom = StoreKeys.prefix(group + 1);
    isRefilling = group + 1 < firstKeyGroup + keyGroupCount;
  }

  /** Brings in an entry of any key, unless it is here, dead or alive. */
  void loadEntry(long storeKey, int storeKeyLength, long value, int valueLength) {
    long address = storeKey + StoreKeys.KEY_GROUP_BYTES;
    int length = storeKeyLength - StoreKeys.KEY_GROUP_BYTES - codec.suffixBytes;
    int hash = KeyGroups.withGroup(KeyHash.of(address, length), StoreKeys.keyGroup(storeKey));
    int key = keys.search(hash, address, length);
    if (key < 0) {
      key = chains.insertKey(hash, address, length);
    }
    load(key, value, valueLength);
  }

  /** Brings in a row as the store has it, unless it is here, dead or alive; returns its number. */
  private int load(int key, long value, int valueLength) {
    long bytes = codec.row(value);
    int length = (int) (value + valueLength - bytes);
    int hash = MultisetRows.hash(keys.hash(key), RowHash.first(bytes, length));
    int row = rows.search(hash, key, bytes, length);
    if (row >= 0) {
      return row;
    }
    chains.load(key, hash, value, bytes, length);
    loadedRows++;
    return rows.search(hash, key, bytes, length);
  }

  /**
   * Brings in those rows that the store holds.
   *
   * @param positions which rows of {@code encoded} are wanted
   */
  void load(int[] handles, EncodedRows encoded, int[] positions, int count) {
    List<byte[]> wanted = new ArrayList<>(count);
    for (int d = 0; d < count; d++) {
      int i = positions[d];
      wanted.add(codec.storeKey(prefix(handles[i]), encoded.address(i), encoded.length(i)));
    }
    List<byte[]> values = store.get(wanted);
    for (int d = 0; d < count; d++) {
      byte[] value = values.get(d);
      int i = positions[d];
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

  /** Brings in rows of a key until one is there; false if there is none. */
  boolean probe(int key) {
    byte[] prefix = prefix(key);
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

  /** Brings in all rows of a key. */
  void loadAll(int key) {
    byte[] prefix = prefix(key);
    store.scan(prefix, StoreKeys.after(prefix), Integer.MAX_VALUE, loaderInto(key));
    keys.setComplete(key, true);
  }

  private StoreTable.EntryVisitor loaderInto(int key) {
    return (keyAddress, keyLength, value, valueLength) -> load(key, value, valueLength);
  }

  private byte[] prefix(int key) {
    return StoreKeys.join(
        StoreKeys.prefix(keys.keyGroup(key)), keys.keyAddress(key), keys.keyLength(key));
  }
}
