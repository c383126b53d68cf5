package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/** Forgets the rows of an aggregate table that has a time to live. */
final class RowExpiry implements ExpirySweep.Swept {
  private final TimeToLive timeToLive;
  private final int stampOffset;
  private final CellCodec codec;
  private final ExpirySweep sweep;
  private AggregateTable.ExpiryListener listener = (key, length, hash) -> {};
  private RowTable table;

  RowExpiry(
      TimeToLive timeToLive,
      RowLayout layout,
      CellCodec codec,
      int firstKeyGroup,
      int keyGroupCount) {
    this.timeToLive = timeToLive;
    this.stampOffset = layout.stampOffset;
    this.codec = codec;
    sweep = new ExpirySweep(timeToLive, this, firstKeyGroup, keyGroupCount);
  }

  void listen(AggregateTable.ExpiryListener told) {
    listener = told;
  }

  /** Reads the clock and removes some of what has expired. */
  void begin(RowTable rows, StoreTable store) {
    timeToLive.refresh();
    table = rows;
    sweep.sweep(store);
  }

  boolean isExpired(long row) {
    return timeToLive.isExpired(Memory.getLong(row + stampOffset));
  }

  /** Puts 0 for rows that are gone. */
  void hide(long[] rows, int count) {
    for (int i = 0; i < count; i++) {
      if (rows[i] != 0 && isExpired(rows[i])) {
        rows[i] = 0;
      }
    }
  }

  /** Says that rows are changed now; those that had expired begin anew. */
  void update(RowTable owner, long[] rows, int count) {
    long now = timeToLive.now();
    for (int i = 0; i < count; i++) {
      long stamp = Memory.getLong(rows[i] + stampOffset);
      if (stamp != 0 && timeToLive.isExpired(stamp)) {
        tell(owner, rows[i]);
        owner.renew(rows[i]);
      }
      Memory.putLong(rows[i] + stampOffset, now);
    }
  }

  private void tell(RowTable owner, long row) {
    listener.expires(
        owner.keyAddress(row), owner.keyLength(row), Memory.getInt(row + RowLayout.HASH));
  }

  @Override
  public int rowLimit() {
    return table.limit();
  }

  @Override
  public void sweepRow(int row) {
    long address = table.address(row);
    int flags = Memory.getInt(address + RowLayout.FLAGS);
    if ((flags & (RowFlags.FREE | RowFlags.DEAD)) == 0 && isExpired(address)) {
      tell(table, address);
      table.remove(row);
    }
  }

  @Override
  public boolean mayLieBeneath(int keyGroup) {
    return table.mayLieBeneath(keyGroup);
  }

  @Override
  public void sweepBeneath(long keyAddress, int keyLength, long valueAddress, int valueLength) {
    if (!timeToLive.isExpired(codec.firstLong(valueAddress))) {
      return;
    }
    long key = keyAddress + StoreKeys.KEY_GROUP_BYTES;
    int length = keyLength - StoreKeys.KEY_GROUP_BYTES;
    int hash = KeyGroups.withGroup(KeyHash.of(key, length), StoreKeys.keyGroup(keyAddress));
    if (table.search(hash, key, length) < 0) {
      listener.expires(key, length, hash);
      table.insertDead(hash, key, length);
    }
  }
}
