package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * A page with some of the entries of one prefix of an ordered table, a run in the order of keys. A
 * slotted page: slots grow from the front and are in order, entries grow from the back and are not.
 *
 * <pre>
 * 0   capacity, which is where the back is
 * 4   number of slots
 * 8   where the last entry that was added begins
 * 12  bytes that removed entries take
 * 16  number of entries that are alive
 * 20  flags, and the epoch of the last capture of any entry
 * 24  where the lower bound of the page's range is, and its length; length 0 is no bound
 * 32  slots: where each entry begins, 4 bytes each
 *     …
 *     entries: flags and epoch, length of the order, length of the value, order, value
 * </pre>
 *
 * <p>The range of a page ends where that of the next begins. The store may hold more entries of its
 * range if it is marked {@link #BENEATH}; an entry that is in the page hides the store's, also
 * where it is dead.
 */
final class OrderedLeaf {
  /** The largest page with more than one entry. */
  static final int MAX_BYTES = 1 << 14;

  /** Flag of a page: the store may hold entries of its range that are not here. */
  static final int BENEATH = 1 << 30;

  static final int ORDER = 12;

  private static final int CAPACITY = 0;
  private static final int COUNT = 4;
  private static final int HEAP = 8;
  private static final int GARBAGE = 12;
  private static final int LIVE = 16;
  private static final int FLAGS = 20;
  private static final int LOW = 24;
  private static final int LOW_LENGTH = 28;
  private static final int SLOTS = 32;
  private static final int ORDER_LENGTH = 4;
  private static final int VALUE_LENGTH = 8;

  /** Bytes behind the last entry, so that readers may load whole words. */
  private static final int SLACK_BYTES = 16;

  private OrderedLeaf() {}

  /** An empty page with room for entries of {@code entryBytes} together. */
  static long create(TableMemory memory, long low, int lowLength, long slots, long entryBytes) {
    long needed = SLOTS + rounded(lowLength) + (slots << 2) + 4 + entryBytes;
    if (needed > Integer.MAX_VALUE - 64) {
      throw io.weir.runtime.error.WeirException.permanent(
          "one row of the state is " + entryBytes + " bytes long",
          "leave the long columns out of the query");
    }
    int capacity = (int) ((needed + 31) & -32L);
    long leaf = memory.allocate(capacity + SLACK_BYTES);
    Memory.putInt(leaf + CAPACITY, capacity);
    Memory.putInt(leaf + COUNT, 0);
    Memory.putInt(leaf + HEAP, capacity);
    Memory.putInt(leaf + GARBAGE, 0);
    Memory.putInt(leaf + LIVE, 0);
    Memory.putInt(leaf + FLAGS, 0);
    Memory.putInt(leaf + LOW_LENGTH, lowLength);
    if (lowLength > 0) {
      int at = capacity - rounded(lowLength);
      Memory.copy(low, leaf + at, lowLength);
      Memory.putInt(leaf + LOW, at);
      Memory.putInt(leaf + HEAP, at);
    }
    return leaf;
  }

  static void free(TableMemory memory, long leaf) {
    memory.free(leaf, Memory.getInt(leaf + CAPACITY) + (long) SLACK_BYTES);
  }

  /** The bytes that an entry takes besides its slot. */
  static long entryBytes(int orderLength, int valueLength) {
    return (ORDER + (long) orderLength + valueLength + 7) & -8L;
  }

  private static int rounded(int length) {
    return (length + 7) & -8;
  }

  static int count(long leaf) {
    return Memory.getInt(leaf + COUNT);
  }

  static int live(long leaf) {
    return Memory.getInt(leaf + LIVE);
  }

  static int flags(long leaf) {
    return Memory.getInt(leaf + FLAGS);
  }

  static void setFlags(long leaf, int flags) {
    Memory.putInt(leaf + FLAGS, flags);
  }

  static boolean isBeneath(long leaf) {
    return (flags(leaf) & BENEATH) != 0;
  }

  static long low(long leaf) {
    return leaf + Memory.getInt(leaf + LOW);
  }

  static int lowLength(long leaf) {
    return Memory.getInt(leaf + LOW_LENGTH);
  }

  /** Makes the page begin where nothing is below. */
  static void clearLow(long leaf) {
    Memory.putInt(leaf + LOW_LENGTH, 0);
  }

  static long entry(long leaf, int slot) {
    return leaf + Memory.getInt(leaf + SLOTS + ((long) slot << 2));
  }

  static int entryFlags(long entry) {
    return Memory.getInt(entry);
  }

  static void setEntryFlags(long entry, int flags) {
    Memory.putInt(entry, flags);
  }

  static boolean isDead(long entry) {
    return (Memory.getInt(entry) & RowFlags.DEAD) != 0;
  }

  static int orderLength(long entry) {
    return Memory.getInt(entry + ORDER_LENGTH);
  }

  static int valueLength(long entry) {
    return Memory.getInt(entry + VALUE_LENGTH);
  }

  static long value(long entry) {
    return entry + ORDER + orderLength(entry);
  }

  /** The slot of an entry, or −1 − the slot that it would have. */
  static int search(long leaf, long order, int length) {
    int from = 0;
    int to = count(leaf) - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      long entry = entry(leaf, middle);
      int comparison = Memory.compare(entry + ORDER, orderLength(entry), order, length);
      if (comparison == 0) {
        return middle;
      }
      if (comparison < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -1 - from;
  }

  /** Whether an entry of so many bytes can be added as the page is. */
  static boolean fits(long leaf, long entryBytes) {
    long slotsEnd = SLOTS + ((long) count(leaf) + 1 << 2);
    return slotsEnd + entryBytes <= Memory.getInt(leaf + HEAP);
  }

  /** The size of a page with these entries and one more, without the removed ones. */
  static long bytesWith(long leaf, long entryBytes) {
    long heap = Memory.getInt(leaf + CAPACITY) - (long) Memory.getInt(leaf + HEAP);
    long kept = heap - Memory.getInt(leaf + GARBAGE);
    return SLOTS + ((long) count(leaf) + 1 << 2) + kept + entryBytes;
  }

  /** The bytes of the slots and entries that are in use. */
  static long usedBytes(long leaf) {
    return bytesWith(leaf, 0) - SLOTS - rounded(lowLength(leaf));
  }

  /** Adds an entry that fits, before that of {@code slot}. */
  static void insert(
      long leaf, int slot, int flags, long order, int orderLength, long value, int valueLength) {
    int count = count(leaf);
    int at = Memory.getInt(leaf + HEAP) - (int) entryBytes(orderLength, valueLength);
    Memory.putInt(leaf + HEAP, at);
    long entry = leaf + at;
    Memory.putInt(entry, flags);
    Memory.putInt(entry + ORDER_LENGTH, orderLength);
    Memory.putInt(entry + VALUE_LENGTH, valueLength);
    Memory.copy(order, entry + ORDER, orderLength);
    Memory.copy(value, entry + ORDER + orderLength, valueLength);
    long slots = leaf + SLOTS;
    for (int i = count; i > slot; i--) {
      Memory.putInt(slots + ((long) i << 2), Memory.getInt(slots + ((long) i - 1 << 2)));
    }
    Memory.putInt(slots + ((long) slot << 2), at);
    Memory.putInt(leaf + COUNT, count + 1);
    if ((flags & RowFlags.DEAD) == 0) {
      Memory.putInt(leaf + LIVE, live(leaf) + 1);
    }
  }

  /** Forgets an entry, dead or alive. */
  static void delete(long leaf, int slot) {
    long entry = entry(leaf, slot);
    int count = count(leaf) - 1;
    if (!isDead(entry)) {
      Memory.putInt(leaf + LIVE, live(leaf) - 1);
    }
    int bytes = (int) entryBytes(orderLength(entry), valueLength(entry));
    Memory.putInt(leaf + GARBAGE, Memory.getInt(leaf + GARBAGE) + bytes);
    long slots = leaf + SLOTS;
    for (int i = slot; i < count; i++) {
      Memory.putInt(slots + ((long) i << 2), Memory.getInt(slots + ((long) i + 1 << 2)));
    }
    Memory.putInt(leaf + COUNT, count);
  }

  /** Marks an entry that is alive as dead. */
  static void kill(long leaf, long entry, int flags) {
    Memory.putInt(entry, flags);
    Memory.putInt(leaf + LIVE, live(leaf) - 1);
  }

  /** Marks a dead entry as alive. */
  static void revive(long leaf, long entry, int flags) {
    Memory.putInt(entry, flags);
    Memory.putInt(leaf + LIVE, live(leaf) + 1);
  }

  /** Replaces the value of an entry if the new one takes the same room; false if not. */
  static boolean replace(long entry, long value, int valueLength) {
    int orderLength = orderLength(entry);
    if (entryBytes(orderLength, valueLength)
        != entryBytes(orderLength, Memory.getInt(entry + VALUE_LENGTH))) {
      return false;
    }
    Memory.putInt(entry + VALUE_LENGTH, valueLength);
    Memory.copy(value, entry + ORDER + orderLength, valueLength);
    return true;
  }

  /** Adds copies of the entries from slot {@code from} on and before {@code to} to another page. */
  static void copy(long leaf, int from, int to, long target) {
    for (int slot = from; slot < to; slot++) {
      long entry = entry(leaf, slot);
      insert(
          target,
          count(target),
          entryFlags(entry),
          entry + ORDER,
          orderLength(entry),
          value(entry),
          valueLength(entry));
    }
  }

  /** The bytes with slots of the entries from slot {@code from} on and before {@code to}. */
  static long bytes(long leaf, int from, int to) {
    long bytes = 0;
    for (int slot = from; slot < to; slot++) {
      long entry = entry(leaf, slot);
      bytes += 4 + entryBytes(orderLength(entry), valueLength(entry));
    }
    return bytes;
  }
}
