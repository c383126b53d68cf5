package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.AggregateTable;

/** The bytes cells of the rows of one namespace of a state table. */
final class TableBytes implements BytesCells {
  private final AggregateTable table;
  private long namespace;

  TableBytes(AggregateTable table) {
    this.table = table;
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
}
