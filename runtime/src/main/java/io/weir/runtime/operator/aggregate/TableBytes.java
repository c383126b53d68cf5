package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.AggregateTable;

/** The bytes cells of the rows of one namespace of a state table. */
final class TableBytes implements BytesCells {
  private final AggregateTable table;

  /** By number of the cell; null where a cell has none. */
  private final CellOverflow[] overflows;

  private long namespace;

  TableBytes(AggregateTable table, CellOverflow[] overflows) {
    this.table = table;
    this.overflows = overflows;
  }

  /** The same cells, of the rows of {@code namespace} from now on. */
  TableBytes in(long namespace) {
    this.namespace = namespace;
    return this;
  }

  @Override
  public int length(long row, int cell) {
    return table.bytesLength(namespace, row, cell);
  }

  @Override
  public long address(long row, int cell) {
    return table.bytesAddress(namespace, row, cell);
  }

  @Override
  public void put(long row, int cell, long address, int length) {
    table.putBytes(namespace, row, cell, address, length);
  }

  @Override
  public CellOverflow overflow(int cell) {
    CellOverflow overflow = overflows[cell];
    return overflow == null ? null : overflow.in(namespace);
  }

  /** Forgets what the cells of a key go on in. */
  void forget(long namespace, long keyAddress, int keyLength, int keyHash) {
    for (CellOverflow overflow : overflows) {
      if (overflow != null && overflow.in(namespace).mayHaveEntries()) {
        overflow.forget(keyAddress, keyLength, keyHash);
      }
    }
  }

  /** Gives back the memory of what cells go on in. */
  void close() {
    for (CellOverflow overflow : overflows) {
      if (overflow != null) {
        overflow.close();
      }
    }
  }
}
