package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * The rows of a batch that may change a ranking, by partition and in the order in which they came.
 * Where only the rows up to the last rank are kept, a row whose sort keys alone put it behind them
 * is dropped before the rest of it is encoded: of a partition with many rows that is almost all.
 */
final class RankCandidates {
  /** Stands for no row. */
  static final int NONE = -1;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final OrderedRowCodec codec;
  private final OrderedRowCodec sortKeys;
  private Batch batch;
  private EncodedKeys rows;
  private int[] first = new int[0];
  private int[] last = new int[0];
  private int[] next = new int[0];

  /** Where a row lies among those that are encoded. */
  private int[] slots = new int[0];

  private boolean[] isDropped = new boolean[0];
  private int[] heap = new int[0];

  /** The sort keys of the rows of the batch. */
  private EncodedKeys keys;

  /**
   * @param table of the ranked rows
   * @param codec of whole rows
   * @param sortKeys of the keys alone, or null if no row may be dropped
   */
  RankCandidates(OrderedTable table, OrderedRowCodec codec, OrderedRowCodec sortKeys) {
    this.table = table;
    this.cursor = table.cursor();
    this.codec = codec;
    this.sortKeys = sortKeys;
  }

  /**
   * Takes the rows of a batch.
   *
   * @param partitions of the rows
   * @param prefixes the number of each row's partition in the table
   * @param limits the last rank that is wanted, by partition
   */
  void read(Batch batch, BatchGrouper partitions, int[] prefixes, long[] limits) {
    this.batch = batch;
    int count = batch.size();
    link(partitions, count);
    int dropped = sortKeys == null ? 0 : drop(batch, partitions, prefixes, limits);
    rows = codec.encode(dropped == 0 ? batch : kept(count - dropped));
    for (int i = 0, slot = 0; i < count; i++) {
      slots[i] = dropped > 0 && isDropped[i] ? NONE : slot++;
    }
  }

  private void link(BatchGrouper partitions, int count) {
    if (next.length < count) {
      first = new int[count];
      last = new int[count];
      next = new int[count];
      slots = new int[count];
      isDropped = new boolean[count];
      heap = new int[count];
    }
    Arrays.fill(first, 0, partitions.count(), NONE);
    int[] partitionOf = partitions.groupOf();
    for (int i = 0; i < count; i++) {
      int partition = partitionOf[i];
      if (first[partition] == NONE) {
        first[partition] = i;
      } else {
        next[last[partition]] = i;
      }
      last[partition] = i;
      next[i] = NONE;
    }
  }

  /** Takes out of the partitions what lies behind their last rank; returns how many rows. */
  private int drop(Batch batch, BatchGrouper partitions, int[] prefixes, long[] limits) {
    keys = sortKeys.encode(batch);
    Arrays.fill(isDropped, 0, batch.size(), false);
    int dropped = 0;
    for (int partition = 0; partition < partitions.count(); partition++) {
      long limit = limits[partition];
      int prefix = prefixes[first[partition]];
      if (table.entriesInMemory(OrderedTable.NO_NAMESPACE, prefix) >= limit
          && cursor.last(OrderedTable.NO_NAMESPACE, prefix)) {
        dropped += dropBehind(partition, cursor.orderAddress(), cursor.orderLength());
      }
      int last = limit > 0 && limit < batch.size() ? rowAt(partition, limit) : NONE;
      if (last != NONE) {
        dropped += dropBehind(partition, keys.address(last), keys.length(last));
      }
    }
    return dropped;
  }

  /** The row that has rank {@code rank} among those of a partition by their sort keys. */
  private int rowAt(int partition, long rank) {
    int size = 0;
    for (int i = first[partition]; i != NONE; i = next[i]) {
      if (size < rank) {
        heap[size] = i;
        rise(size++);
      } else if (isBehind(heap[0], i)) {
        heap[0] = i;
        sink(size);
      }
    }
    return size == rank ? heap[0] : NONE;
  }

  private void rise(int from) {
    int row = heap[from];
    int at = from;
    while (at > 0 && isBehind(row, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = row;
  }

  private void sink(int size) {
    int row = heap[0];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isBehind(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBehind(heap[child], row)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = row;
  }

  private boolean isBehind(int i, int j) {
    return Memory.compare(keys.address(i), keys.length(i), keys.address(j), keys.length(j)) > 0;
  }

  /** Takes out of a partition what lies behind a row by its sort keys. */
  private int dropBehind(int partition, long end, int endLength) {
    int dropped = 0;
    int before = NONE;
    for (int i = first[partition]; i != NONE; i = next[i]) {
      int length = keys.length(i);
      isDropped[i] = Memory.compare(end, Math.min(endLength, length), keys.address(i), length) < 0;
      if (!isDropped[i]) {
        before = i;
      } else {
        dropped++;
        if (before == NONE) {
          first[partition] = next[i];
        } else {
          next[before] = next[i];
        }
      }
    }
    return dropped;
  }

  private Batch kept(int count) {
    int[] selected = new int[count];
    for (int i = 0, at = 0; at < count; i++) {
      if (!isDropped[i]) {
        selected[at++] = batch.selection().row(i);
      }
    }
    return new Batch(
        batch.schema(),
        batch.vectors(),
        batch.rowCount(),
        Selection.of(selected, count),
        batch.rowKinds(),
        null);
  }

  /** The first row of a partition, or {@link #NONE}. */
  int first(int partition) {
    return first[partition];
  }

  /** The next row of the same partition, or {@link #NONE}. */
  int next(int i) {
    return next[i];
  }

  /** Whether a row comes, and does not leave. */
  boolean isAdding(int i) {
    return batch.rowKinds() == null || RowKind.isAdding(batch.rowKinds()[batch.selection().row(i)]);
  }

  /** Where the encoded row begins. */
  long address(int i) {
    return rows.address(slots[i]);
  }

  /** How long the encoded row is, in bytes. */
  int length(int i) {
    return rows.length(slots[i]);
  }

  /** Compares a row with bytes that were encoded alike. */
  int compareTo(int i, long address, int length) {
    return Memory.compare(address(i), length(i), address, length);
  }
}
