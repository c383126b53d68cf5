package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/** Goes over the live rows of a table in the order of their numbers. */
final class RowCursor implements AggregateTable.Cursor {
  private final RowTable table;
  private final RowExpiry expiry;
  private int row = -1;
  private long address;

  RowCursor(RowTable table, RowExpiry expiry) {
    this.table = table;
    this.expiry = expiry;
  }

  @Override
  public boolean next() {
    int limit = table == null ? 0 : table.limit();
    while (++row < limit) {
      address = table.address(row);
      int flags = Memory.getInt(address + RowLayout.FLAGS);
      if ((flags & (RowFlags.FREE | RowFlags.DEAD)) == 0
          && (expiry == null || !expiry.isExpired(address))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long keyAddress() {
    return table.keyAddress(address);
  }

  @Override
  public int keyLength() {
    return table.keyLength(address);
  }

  @Override
  public int keyHash() {
    return Memory.getInt(address + RowLayout.HASH);
  }

  @Override
  public long row() {
    return address;
  }
}
