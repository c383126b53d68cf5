package io.weir.runtime.operator.materialize;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * The older rows of keys that have many, by number in the order of arrival, and by the hash of
 * their bytes, so that neither the last one nor an equal one has to be searched for. Works on one
 * key at a time, the one that was {@linkplain #open opened}.
 *
 * <pre>
 * key, 0, number         row
 * key, 1, hash, number   nothing
 * </pre>
 */
final class OlderRows implements AutoCloseable {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final byte ROW = 0;
  private static final byte HASH = 1;
  private static final int ROW_ORDER_BYTES = 1 + Long.BYTES;
  private static final int HASH_BYTES = 1 + Integer.BYTES;
  private static final int HASH_ORDER_BYTES = HASH_BYTES + Long.BYTES;

  private final OrderedTable table;
  private final OrderedTable.Cursor rows;
  private final OrderedTable.Cursor hashes;
  private final KeyCollector key;
  private final int[] prefix = new int[1];
  private final long order = Memory.allocate(2 * HASH_ORDER_BYTES);
  private final long hashOrder = order + HASH_ORDER_BYTES;

  OlderRows(TableSpec spec, AggregateTable keys, OperatorContext context) {
    table = context.state().ordered(spec);
    rows = table.cursor();
    hashes = table.cursor();
    key = new KeyCollector(context.allocator());
    keys.onExpiry(this::forget);
  }

  /** Makes a key the one that is read and written. */
  void open(EncodedKeys keys, int i) {
    open(keys.address(i), keys.length(i), keys.hash(i));
  }

  private void open(long address, int length, int hash) {
    key.clear();
    key.add(address, length, hash);
    table.prefixes(NAMESPACE, key.keys(), prefix);
  }

  private void forget(long address, int length, int hash) {
    if (Arrays.binarySearch(table.namespaces(), NAMESPACE) >= 0) {
      open(address, length, hash);
      table.removeAll(NAMESPACE, prefix[0]);
    }
  }

  /** Where the last row lies, until something changes; 0 if there is none. */
  long last() {
    writeRowOrder(Long.MAX_VALUE);
    boolean isThere = rows.atOrBefore(NAMESPACE, prefix[0], order, ROW_ORDER_BYTES);
    return isThere ? rows.valueAddress() : 0;
  }

  /** Adds a row behind all others. */
  void add(long row, int length) {
    long number = last() == 0 ? 0 : numberAt(rows.orderAddress() + 1) + 1;
    writeRowOrder(number);
    table.put(NAMESPACE, prefix[0], order, ROW_ORDER_BYTES, row, length);
    writeHashOrder(KeyHash.of(row, length), number);
    table.put(NAMESPACE, prefix[0], hashOrder, HASH_ORDER_BYTES, row, 0);
  }

  /** Removes the last row that is equal; false if there is none. */
  boolean remove(long row, int length) {
    int hash = KeyHash.of(row, length);
    writeHashOrder(hash, Long.MAX_VALUE);
    boolean more = hashes.atOrBefore(NAMESPACE, prefix[0], hashOrder, HASH_ORDER_BYTES);
    for (; more && hasHash(hash); more = hashes.previous()) {
      writeRowOrder(numberAt(hashes.orderAddress() + HASH_BYTES));
      if (!rows.at(NAMESPACE, prefix[0], order, ROW_ORDER_BYTES)) {
        throw new AssertionError("the hash of a row that is not there");
      }
      if (rows.valueLength() == length && Memory.equals(rows.valueAddress(), row, length)) {
        hashes.remove();
        table.remove(NAMESPACE, prefix[0], order, ROW_ORDER_BYTES);
        return true;
      }
    }
    return false;
  }

  private boolean hasHash(int hash) {
    long at = hashes.orderAddress();
    return hashes.orderLength() == HASH_ORDER_BYTES
        && Memory.getByte(at) == HASH
        && Integer.reverseBytes(Memory.getInt(at + 1)) == hash;
  }

  private static long numberAt(long address) {
    return Long.reverseBytes(Memory.getLong(address));
  }

  private void writeRowOrder(long number) {
    Memory.putByte(order, ROW);
    Memory.putLong(order + 1, Long.reverseBytes(number));
  }

  private void writeHashOrder(int hash, long number) {
    Memory.putByte(hashOrder, HASH);
    Memory.putInt(hashOrder + 1, Integer.reverseBytes(hash));
    Memory.putLong(hashOrder + HASH_BYTES, Long.reverseBytes(number));
  }

  @Override
  public void close() {
    key.close();
    Memory.free(order);
  }
}
