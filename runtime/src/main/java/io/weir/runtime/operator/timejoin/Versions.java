package io.weir.runtime.operator.timejoin;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.OrderedTable;

/** One row for each key. */
final class Versions {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final int[] number = new int[1];

  Versions(OrderedTable table) {
    this.table = table;
    cursor = table.cursor();
  }

  /** Moves to the row of the one key; false if it has none. */
  boolean find(EncodedKeys key) {
    table.prefixes(NAMESPACE, key, number);
    return cursor.first(NAMESPACE, number[0]);
  }

  /** Where the row lies that was found, until the table changes. */
  long address() {
    return cursor.valueAddress();
  }

  int length() {
    return cursor.valueLength();
  }

  void put(EncodedKeys key, long address, int length) {
    table.prefixes(NAMESPACE, key, number);
    table.put(NAMESPACE, number[0], 0, 0, address, length);
  }

  void remove(EncodedKeys key) {
    table.prefixes(NAMESPACE, key, number);
    table.removeAll(NAMESPACE, number[0]);
  }
}
