package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/** Counts in an ordered table: how often each entry is there. Once is an empty value. */
public final class OrderedCounts implements AutoCloseable {
  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final long bytes = Memory.allocate(Long.BYTES);

  public OrderedCounts(OrderedTable table) {
    this.table = table;
    this.cursor = table.cursor();
  }

  /** How often the entry of a cursor is there. */
  public static long count(OrderedTable.Cursor at) {
    return at.valueLength() == 0 ? 1 : Memory.getLong(at.valueAddress());
  }

  /** Sets the count of the entry of a cursor, which stays there; at least 1. */
  public void set(OrderedTable.Cursor at, long count) {
    Memory.putLong(bytes, count);
    at.put(bytes, count == 1 ? 0 : Long.BYTES);
  }

  /** An entry is there once more. */
  public void add(long namespace, int prefix, long order, int length) {
    if (cursor.at(namespace, prefix, order, length)) {
      set(cursor, count(cursor) + 1);
    } else {
      table.put(namespace, prefix, order, length, bytes, 0);
    }
  }

  /** An entry is there once less; false, and nothing happens, if it is not there. */
  public boolean remove(long namespace, int prefix, long order, int length) {
    if (!cursor.at(namespace, prefix, order, length)) {
      return false;
    }
    remove(cursor);
    return true;
  }

  /** The entry of a cursor is there once less; if that was the last, only moves are allowed. */
  public void remove(OrderedTable.Cursor at) {
    long count = count(at);
    if (count == 1) {
      at.remove();
    } else {
      set(at, count - 1);
    }
  }

  @Override
  public void close() {
    Memory.free(bytes);
  }
}
