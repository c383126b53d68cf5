package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The keys and cells of the rows of a {@link RowTable} that have no fixed length: a row refers to
 * them, unless they are short keys, and they lie in a {@link ByteArena}.
 */
final class RowArena {
  private final RowLayout layout;
  private final TableMemory memory;

  /** Null if all keys and cells have a fixed length. */
  private ByteArena arena;

  RowArena(RowLayout layout, TableMemory memory) {
    this.layout = layout;
    this.memory = memory;
    this.arena = layout.hasArena() ? new ByteArena(memory) : null;
  }

  ByteArena bytes() {
    return arena;
  }

  /** The bytes that lie here, garbage included. */
  long usedBytes() {
    return arena == null ? 0 : arena.usedBytes();
  }

  int keyLength(long row) {
    return layout.keyWidth >= 0 ? layout.keyWidth : Memory.getInt(row + layout.keyOffset);
  }

  long keyAddress(long row) {
    long key = row + layout.keyOffset;
    if (layout.keyWidth >= 0) {
      return key;
    }
    return Memory.getInt(key) <= RowLayout.INLINE_KEY_BYTES
        ? key + 4
        : arena.address(Memory.getInt(key + 4));
  }

  void putKey(long row, long key, int length) {
    long to = row + layout.keyOffset;
    if (layout.keyWidth < 0) {
      Memory.putInt(to, length);
      to += 4;
      if (length > RowLayout.INLINE_KEY_BYTES) {
        int reference = arena.allocate(length);
        Memory.putInt(to, reference);
        to = arena.address(reference);
      }
    }
    Memory.copy(key, to, length);
  }

  /** Says that the key of a row is no longer referred to. */
  void discardKey(long row) {
    if (layout.keyWidth < 0 && keyLength(row) > RowLayout.INLINE_KEY_BYTES) {
      arena.discard(keyLength(row));
    }
  }

  /** Empties the cells of a row that lie here. */
  void discardCells(long address) {
    for (int cell : layout.bytesCells) {
      long at = address + layout.offsets[cell];
      int length = Memory.getInt(at + 4) - 1;
      if (length >= 0) {
        arena.discard(length);
        Memory.putLong(at, 0);
      }
    }
  }

  /** Sets a BYTES cell; see {@link AggregateTable#putBytes}. */
  void putBytes(long row, int cell, long address, int length) {
    long at = row + layout.offsets[cell];
    int oldLength = Memory.getInt(at + 4) - 1;
    if (length < 0) {
      if (oldLength >= 0) {
        arena.discard(oldLength);
      }
      Memory.putLong(at, 0);
      return;
    }
    int reference = Memory.getInt(at);
    if (oldLength < 0 || ByteArena.rounded(oldLength) != ByteArena.rounded(length)) {
      reference = arena.allocate(length);
      if (oldLength >= 0) {
        arena.discard(oldLength);
      }
    }
    Memory.copy(address, arena.address(reference), length);
    Memory.putInt(at, reference);
    Memory.putInt(at + 4, length + 1);
  }

  boolean isHalfGarbage() {
    return arena != null && arena.isHalfGarbage();
  }

  /** Gives the memory of garbage back. */
  void compact(RowStore rows) {
    if (arena == null) {
      return;
    }
    ByteArena compact = ByteArena.forCopy(memory);
    for (int row = 0, limit = rows.limit(); row < limit; row++) {
      long address = rows.address(row);
      if ((Memory.getInt(address + RowLayout.FLAGS) & RowFlags.FREE) == 0) {
        moveBytes(address, compact);
      }
    }
    compact.endCopy();
    arena.close();
    arena = compact;
  }

  private void moveBytes(long address, ByteArena to) {
    for (int cell : layout.bytesCells) {
      long at = address + layout.offsets[cell];
      int length = Memory.getInt(at + 4) - 1;
      if (length >= 0) {
        Memory.putInt(at, copyBytes(Memory.getInt(at), length, to));
      }
    }
    if (layout.keyWidth < 0) {
      long key = address + layout.keyOffset;
      int length = Memory.getInt(key);
      if (length > RowLayout.INLINE_KEY_BYTES) {
        Memory.putInt(key + 4, copyBytes(Memory.getInt(key + 4), length, to));
      }
    }
  }

  private int copyBytes(int reference, int length, ByteArena to) {
    int copy = to.allocate(length);
    Memory.copy(arena.address(reference), to.address(copy), length);
    return copy;
  }

  void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
