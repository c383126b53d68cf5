package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/** Copies the changed entries of an ordered table at a barrier. */
final class OrderedCapture {
  private final Epochs epochs;

  OrderedCapture(Epochs epochs) {
    this.epochs = epochs;
  }

  /** Copies what has changed of a prefix, and says so in its pages; false if nothing has. */
  boolean capture(RowTable directory, long address, int rootOffset, CaptureBuffer buffer) {
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
}
