package io.weir.runtime.operator.timejoin;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.vector.Memory;

/**
 * All versions that a table ever had: rows by (key, time from which on they hold), an empty row
 * where the key is gone. Of changes of a key at one time the last one counts.
 */
final class VersionHistory implements AutoCloseable {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final long order = Memory.allocate(2L * Long.BYTES);
  private final int[] one = new int[1];
  private int[] numbers = new int[0];

  VersionHistory(OrderedTable table) {
    this.table = table;
    cursor = table.cursor();
  }

  /** The keys that positions in {@link #put} mean. */
  void bind(EncodedKeys keys) {
    if (numbers.length < keys.count()) {
      numbers = new int[keys.count()];
    }
    table.prefixes(NAMESPACE, keys, numbers);
  }

  /** Sets what a key is from a time on; nothing if {@code length} is 0. */
  void put(int key, long time, long address, int length) {
    order(time);
    table.put(NAMESPACE, numbers[key], order, Long.BYTES, address, length);
  }

  /** The one key that {@link #find} means. */
  void bindOne(EncodedKeys key) {
    table.prefixes(NAMESPACE, key, one);
  }

  /** Moves to what the one key was at a time; false if it was not there. */
  boolean find(long time) {
    order(time);
    return cursor.atOrBefore(NAMESPACE, one[0], order, Long.BYTES) && cursor.valueLength() > 0;
  }

  /** Where the row lies that was found, until the table changes. */
  long address() {
    return cursor.valueAddress();
  }

  int length() {
    return cursor.valueLength();
  }

  private void order(long time) {
    Memory.putLong(order, Long.reverseBytes(time ^ Long.MIN_VALUE));
  }

  @Override
  public void close() {
    Memory.free(order);
  }
}
