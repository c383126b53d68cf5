package io.weir.runtime.operator.aggregate;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Where a cell of many groups goes on that has grown long, so that a batch writes what it adds and
 * not all that was there: entries in order, by the key of the group, in a table of their own. Works
 * on one group at a time, the one that was {@linkplain #open opened}.
 */
public final class CellOverflow implements AutoCloseable {
  /** How long a cell may become before it goes on elsewhere: four such chunks fill a page. */
  static final int CHUNK_BYTES = 4000;

  private final OrderedTable table;
  private final AggregateTable rows;
  private final OrderedTable.Cursor cursor;
  private final KeyCollector key;
  private final int[] prefix = new int[1];
  private final long number = Memory.allocate(Long.BYTES);
  private long namespace;

  private CellOverflow(OrderedTable table, AggregateTable rows, BufferAllocator allocator) {
    this.table = table;
    this.rows = rows;
    cursor = table.cursor();
    key = new KeyCollector(allocator);
  }

  /** The table of an accumulator whose cells can grow long. */
  static TableSpec spec(
      AggregateLayout layout,
      Accumulator accumulator,
      String name,
      int version,
      Optional<String> namespace) {
    return TableSpec.ordered(
            name + " long " + accumulator.cells().get(0).name(),
            version,
            namespace.isPresent(),
            layout.aggregation().keySchema(),
            accumulator.overflow().orElseThrow())
        .withLayout(accumulator.overflowLayout().in(namespace));
  }

  /**
   * By number of the cell, in tables as {@link #spec} declares them; null where a cell has none.
   */
  static OrderedTable[] tables(
      AggregateLayout layout,
      String name,
      int version,
      Optional<String> namespace,
      OperatorContext context) {
    OrderedTable[] tables = new OrderedTable[layout.cells().size()];
    for (Accumulator accumulator : layout.growing()) {
      TableSpec spec = spec(layout, accumulator, name, version, namespace);
      tables[accumulator.firstCell()] = context.state().ordered(spec);
    }
    return tables;
  }

  /** A way into each of some tables, beside those that others have. */
  static CellOverflow[] in(OrderedTable[] tables, AggregateTable rows, BufferAllocator allocator) {
    CellOverflow[] overflows = new CellOverflow[tables.length];
    for (int cell = 0; cell < tables.length; cell++) {
      if (tables[cell] != null) {
        overflows[cell] = new CellOverflow(tables[cell], rows, allocator);
      }
    }
    return overflows;
  }

  /** The same for the rows of {@code namespace} from now on. */
  CellOverflow in(long namespace) {
    this.namespace = namespace;
    return this;
  }

  /** Makes the group at {@code row} the one that is read and written. */
  void open(long row) {
    key.clear();
    rows.collectKey(namespace, row, key);
    table.prefixes(namespace, key.keys(), prefix);
  }

  /** The position among the entries of the open group. */
  OrderedTable.Cursor cursor() {
    return cursor;
  }

  /** Moves to the first entry. */
  boolean first() {
    return cursor.first(namespace, prefix[0]);
  }

  /** Moves to the last entry. */
  boolean last() {
    return cursor.last(namespace, prefix[0]);
  }

  /** Moves to the entry with this order. */
  boolean at(long order, int length) {
    return cursor.at(namespace, prefix[0], order, length);
  }

  /** Adds an entry that is not there. */
  void put(long order, int orderLength, long value, int valueLength) {
    table.put(namespace, prefix[0], order, orderLength, value, valueLength);
  }

  /** Adds a value behind all others, in a table where orders are numbers. */
  void append(long value, int length) {
    long next = last() ? Long.reverseBytes(Memory.getLong(cursor.orderAddress())) + 1 : 0;
    Memory.putLong(number, Long.reverseBytes(next));
    put(number, Long.BYTES, value, length);
  }

  /** Whether any group may have entries. */
  boolean mayHaveEntries() {
    return Arrays.binarySearch(table.namespaces(), namespace) >= 0;
  }

  /** Removes all entries of a key. */
  void forget(long keyAddress, int keyLength, int keyHash) {
    key.clear();
    key.add(keyAddress, keyLength, keyHash);
    table.prefixes(namespace, key.keys(), prefix);
    table.removeAll(namespace, prefix[0]);
  }

  @Override
  public void close() {
    key.close();
    Memory.free(number);
  }
}
