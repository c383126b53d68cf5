package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/** Copies the changed rows of a table at a barrier. */
final class RowCapture {
  private final CellCodec codec;
  private final boolean hasBytes;

  RowCapture(RowLayout layout, CellCodec codec) {
    this.codec = codec;
    this.hasBytes = layout.bytesCells.length > 0;
  }

  /** Copies what has changed since the last capture, and says so in its rows. */
  void capture(RowTable table, CaptureBuffer buffer) {
    PagedInts dirty = table.dirty();
    ByteArena arena = table.arena();
    int prefetched = 0;
    for (int d = 0, count = dirty.size(); d < count; d++) {
      if (d == prefetched) {
        prefetched = table.prefetchDirty(d);
      }
      int row = dirty.get(d);
      long address = table.address(row);
      int flags = Memory.getInt(address + RowLayout.FLAGS);
      if ((flags & (RowFlags.DIRTY | RowFlags.FREE)) != RowFlags.DIRTY) {
        continue;
      }
      int keyLength = table.keyLength(address);
      long entry =
          buffer.reserve(CaptureBuffer.HEADER_BYTES + keyLength + codec.bound(address, hasBytes));
      long key = entry + CaptureBuffer.HEADER_BYTES;
      Memory.copy(table.keyAddress(address), key, keyLength);
      long end = key + keyLength;
      int valueLength = CaptureBuffer.REMOVED;
      if ((flags & RowFlags.DEAD) == 0) {
        long valueEnd = codec.encode(address, arena, end);
        valueLength = (int) (valueEnd - end);
        end = valueEnd;
      }
      int group = KeyGroups.of(Memory.getInt(address + RowLayout.HASH));
      buffer.add(group, keyLength, valueLength, end);
      table.captured(row, address, flags);
    }
    dirty.clear();
  }
}
