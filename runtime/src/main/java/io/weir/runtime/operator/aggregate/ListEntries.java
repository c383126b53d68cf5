package io.weir.runtime.operator.aggregate;

/** Goes over the entries of a group's list, in order: some that lie behind each other at a time. */
final class ListEntries {
  private final ListAccumulator list;
  private CellOverflow chunks;
  private BytesCells bytes;
  private long group;
  private boolean isChunkNext;
  private boolean isCellNext;
  private long start;
  private long end;

  ListEntries(ListAccumulator list) {
    this.list = list;
  }

  /** Whether a group has no entries. */
  boolean areNone(long group, BytesCells bytes) {
    return list.beyond(group) == 0 && list.length(group, bytes) == 0;
  }

  /** The bytes of a group's entries. */
  long length(long group, BytesCells bytes) {
    return list.beyond(group) + list.length(group, bytes);
  }

  /** Begins with a group. */
  void open(long group, BytesCells bytes) {
    this.group = group;
    this.bytes = bytes;
    isChunkNext = list.beyond(group) > 0;
    isCellNext = list.length(group, bytes) > 0;
    chunks = isChunkNext ? list.open(group, bytes) : null;
    start = 0;
  }

  /** Moves to the next entries; false if there are none. */
  boolean next() {
    if (isChunkNext) {
      isChunkNext = start == 0 ? chunks.first() : chunks.cursor().next();
    }
    if (isChunkNext) {
      start = chunks.cursor().valueAddress();
      end = start + chunks.cursor().valueLength();
      return true;
    }
    return nextIsCell();
  }

  /** Moves to the last entries; false if there are none. */
  boolean last() {
    if (isCellNext) {
      isChunkNext = false;
      return nextIsCell();
    }
    if (!isChunkNext || !chunks.last()) {
      return false;
    }
    start = chunks.cursor().valueAddress();
    end = start + chunks.cursor().valueLength();
    return true;
  }

  private boolean nextIsCell() {
    if (!isCellNext) {
      return false;
    }
    isCellNext = false;
    start = list.address(group, bytes);
    end = start + list.length(group, bytes);
    return true;
  }

  /** Where the entries start. */
  long start() {
    return start;
  }

  /** Where they end. */
  long end() {
    return end;
  }
}
