package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The pages of one prefix of an ordered table, in order, as one number: 0 where there are none, the
 * address of the page where there is one, else the address of a list of them, plus one. A list is
 * its length and capacity, 4 bytes each, and the addresses.
 */
final class LeafList {
  private static final int LEAVES = 8;
  private static final int FIRST_CAPACITY = 4;

  private LeafList() {}

  private static boolean isList(long root) {
    return (root & 1) != 0;
  }

  static int size(long root) {
    return isList(root) ? Memory.getInt(root - 1) : root == 0 ? 0 : 1;
  }

  static long leaf(long root, int i) {
    return isList(root) ? Memory.getLong(root - 1 + LEAVES + ((long) i << 3)) : root;
  }

  /** The root after page {@code i} has been replaced. */
  static long set(long root, int i, long leaf) {
    if (!isList(root)) {
      return leaf;
    }
    Memory.putLong(root - 1 + LEAVES + ((long) i << 3), leaf);
    return root;
  }

  /** Which page has this order in its range; there must be one. */
  static int find(long root, long order, int length) {
    if (!isList(root)) {
      return 0;
    }
    int from = 1;
    int to = size(root) - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      long leaf = leaf(root, middle);
      int comparison =
          Memory.compare(OrderedLeaf.low(leaf), OrderedLeaf.lowLength(leaf), order, length);
      if (comparison <= 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return from - 1;
  }

  /** The root after a page has been added before the one at {@code i}. */
  static long insert(TableMemory memory, long root, int i, long leaf) {
    if (root == 0) {
      return leaf;
    }
    int size = size(root);
    long list = root - 1;
    if (!isList(root)) {
      list = create(memory, FIRST_CAPACITY);
      Memory.putLong(list + LEAVES, root);
    } else if (size == Memory.getInt(list + 4)) {
      list = create(memory, size * 2);
      Memory.copy(root - 1 + LEAVES, list + LEAVES, (long) size << 3);
      freeList(memory, root);
    }
    for (int k = size; k > i; k--) {
      long at = list + LEAVES + ((long) k << 3);
      Memory.putLong(at, Memory.getLong(at - 8));
    }
    Memory.putLong(list + LEAVES + ((long) i << 3), leaf);
    Memory.putInt(list, size + 1);
    return list + 1;
  }

  /** The root after the page at {@code i} has been taken out; the page is the caller's to free. */
  static long remove(TableMemory memory, long root, int i) {
    if (!isList(root)) {
      return 0;
    }
    int size = size(root) - 1;
    if (size == 1) {
      long left = leaf(root, 1 - i);
      freeList(memory, root);
      return left;
    }
    for (int k = i; k < size; k++) {
      long at = root - 1 + LEAVES + ((long) k << 3);
      Memory.putLong(at, Memory.getLong(at + 8));
    }
    Memory.putInt(root - 1, size);
    return root;
  }

  /** Gives all memory back, that of the pages too. */
  static void free(TableMemory memory, long root) {
    for (int i = 0, size = size(root); i < size; i++) {
      OrderedLeaf.free(memory, leaf(root, i));
    }
    freeList(memory, root);
  }

  private static long create(TableMemory memory, int capacity) {
    long list = memory.allocate(LEAVES + ((long) capacity << 3));
    Memory.putInt(list, 1);
    Memory.putInt(list + 4, capacity);
    return list;
  }

  private static void freeList(TableMemory memory, long root) {
    if (isList(root)) {
      memory.free(root - 1, LEAVES + ((long) Memory.getInt(root - 1 + 4) << 3));
    }
  }
}
