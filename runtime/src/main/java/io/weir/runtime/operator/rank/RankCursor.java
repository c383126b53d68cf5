package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.state.OrderedCounts;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.vector.Memory;

/**
 * Goes over the rows of a partition and numbers them. An entry stands for one row, or for as many
 * equal rows as its value says.
 */
final class RankCursor {
  private final RankFunction function;
  private final OrderedRowCodec codec;
  private final OrderedTable.Cursor cursor;
  private byte[] peers = new byte[64];
  private int peersLength = -1;

  /** How many rows, and how many groups of peers, came before this entry or its peers. */
  private long rowsBefore;

  private long groups;
  private long peersFirst;
  private long copies;

  RankCursor(RankFunction function, OrderedRowCodec codec, OrderedTable table) {
    this.function = function;
    this.codec = codec;
    this.cursor = table.cursor();
  }

  OrderedTable.Cursor entry() {
    return cursor;
  }

  /** Moves to the first entry of a partition; false if it has none. */
  boolean first(long namespace, int prefix) {
    rowsBefore = 0;
    groups = 0;
    peersLength = -1;
    copies = 0;
    return cursor.first(namespace, prefix) && arrive();
  }

  /** Moves to the next entry; false at the end. */
  boolean next() {
    rowsBefore += copies;
    copies = 0;
    return cursor.next() && arrive();
  }

  private boolean arrive() {
    copies = OrderedCounts.count(cursor);
    if (function != RankFunction.ROW_NUMBER) {
      int length = codec.keyLength(cursor.orderAddress());
      if (!isPeer(length)) {
        groups++;
        peersFirst = rowsBefore + 1;
        if (peers.length < length) {
          peers = new byte[length * 2];
        }
        Memory.copyToArray(cursor.orderAddress(), peers, 0, length);
        peersLength = length;
      }
    }
    return true;
  }

  private boolean isPeer(int length) {
    if (length != peersLength) {
      return false;
    }
    long address = cursor.orderAddress();
    for (int i = 0; i < length; i++) {
      if (peers[i] != Memory.getByte(address + i)) {
        return false;
      }
    }
    return true;
  }

  /** How many rows the entry stands for. */
  long copies() {
    return copies;
  }

  /** The rank of the entry's first row. */
  long rank() {
    return switch (function) {
      case ROW_NUMBER -> rowsBefore + 1;
      case RANK -> peersFirst;
      case DENSE_RANK -> groups;
    };
  }

  /** The rank of the entry's row with number {@code copy}, from 0. */
  long rank(long copy) {
    return function == RankFunction.ROW_NUMBER ? rank() + copy : rank();
  }
}
