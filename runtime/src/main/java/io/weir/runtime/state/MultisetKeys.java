package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Collections;

/**
 * The keys of a counted multiset that have rows in memory, and the ends of their chains of rows.
 *
 * <pre>
 * 8   first row, + 1     24  flags: whether all rows are in memory
 * 12  last row, + 1      28  mark
 * 16  rows in the chain  32  the sum of their counts
 * 20  rows, removed ones included    40  if rows are forgotten: no row in memory has an earlier
 *     that are still remembered          stamp; 0 for unknown
 * </pre>
 */
final class MultisetKeys {
  private static final int HEAD = 8;
  private static final int TAIL = 12;
  private static final int CHAINED = 16;
  private static final int ALL = 20;
  private static final int FLAGS = 24;
  private static final int MARK = 28;
  private static final int ROWS = 32;
  private static final int EARLIEST = 40;
  private static final int CELLS = 4;
  private static final int COMPLETE = 1;

  private final RowTable table;
  private final LookupScratch scratch = new LookupScratch();

  MultisetKeys(TableSpec spec, TableMemory memory, Epochs epochs) {
    TableSpec.Cell cell = new TableSpec.Cell("", TableSpec.Cell.Kind.LONG);
    table =
        new RowTable(
            new RowLayout(
                TableSpec.aggregate(
                    "keys",
                    1,
                    false,
                    spec.key(),
                    Collections.nCopies(spec.ttlMillis() > 0 ? CELLS + 1 : CELLS, cell))),
            memory,
            epochs);
  }

  /** Finds keys; returns how many are not here, with their positions in {@link #missing}. */
  int find(EncodedKeys keys, int[] handles) {
    scratch.ensure(keys.count);
    int missing = table.find(keys, false, scratch.addresses, scratch);
    System.arraycopy(scratch.rows, 0, handles, 0, keys.count);
    for (int m = 0; m < missing; m++) {
      handles[scratch.missing[m]] = CountedMultiset.NONE;
    }
    return missing;
  }

  int[] missing() {
    return scratch.missing;
  }

  int search(int hash, long key, int length) {
    return table.search(hash, key, length);
  }

  /** Adds a key that is not here. */
  int insert(int hash, long key, int length) {
    return table.insertTransient(hash, key, length);
  }

  void remove(int key) {
    table.remove(key);
  }

  int limit() {
    return table.limit();
  }

  boolean isFree(int key) {
    return (Memory.getInt(table.address(key) + RowLayout.FLAGS) & RowFlags.FREE) != 0;
  }

  void compact(RowTable.Moves moves) {
    table.compact(moves);
  }

  int hash(int key) {
    return Memory.getInt(table.address(key) + RowLayout.HASH);
  }

  int keyGroup(int key) {
    return KeyGroups.of(hash(key));
  }

  long keyAddress(int key) {
    return table.keyAddress(table.address(key));
  }

  int keyLength(int key) {
    return table.keyLength(table.address(key));
  }

  int head(int key) {
    return Memory.getInt(table.address(key) + HEAD) - 1;
  }

  void setHead(int key, int row) {
    Memory.putInt(table.address(key) + HEAD, row + 1);
  }

  int tail(int key) {
    return Memory.getInt(table.address(key) + TAIL) - 1;
  }

  void setTail(int key, int row) {
    Memory.putInt(table.address(key) + TAIL, row + 1);
  }

  int chained(int key) {
    return Memory.getInt(table.address(key) + CHAINED);
  }

  void addChained(int key, int delta) {
    long address = table.address(key) + CHAINED;
    Memory.putInt(address, Memory.getInt(address) + delta);
  }

  int all(int key) {
    return Memory.getInt(table.address(key) + ALL);
  }

  void addAll(int key, int delta) {
    long address = table.address(key) + ALL;
    Memory.putInt(address, Memory.getInt(address) + delta);
  }

  boolean isComplete(int key) {
    return Memory.getInt(table.address(key) + FLAGS) == COMPLETE;
  }

  void setComplete(int key, boolean isComplete) {
    Memory.putInt(table.address(key) + FLAGS, isComplete ? COMPLETE : 0);
  }

  int mark(int key) {
    return Memory.getInt(table.address(key) + MARK);
  }

  void setMark(int key, int mark) {
    Memory.putInt(table.address(key) + MARK, mark);
  }

  /** The sum of the counts of the rows in memory. */
  long rows(int key) {
    return Memory.getLong(table.address(key) + ROWS);
  }

  void addRows(int key, long delta) {
    long address = table.address(key) + ROWS;
    Memory.putLong(address, Memory.getLong(address) + delta);
  }

  /** Notes that a row in memory has this stamp. */
  void notLaterThan(int key, long stamp) {
    long address = table.address(key) + EARLIEST;
    long earliest = Memory.getLong(address);
    if (earliest == 0 || stamp < earliest) {
      Memory.putLong(address, stamp);
    }
  }

  /** Forgets all that was noted of stamps. */
  void forgetStamps(int key) {
    Memory.putLong(table.address(key) + EARLIEST, 0);
  }

  /** Whether a row in memory may have expired. */
  boolean mayHoldExpired(int key, TimeToLive timeToLive) {
    long earliest = Memory.getLong(table.address(key) + EARLIEST);
    return earliest != 0 && timeToLive.isExpired(earliest);
  }

  void tidy() {
    table.tidy();
  }

  void close() {
    table.close();
  }
}
