package io.weir.runtime.operator.match;

import io.weir.runtime.operator.rank.RowBytes;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The rows that matches of some partitions consist of, by partition and number: new ones, and those
 * of the state as far as somebody has asked for them.
 */
final class MatchRows implements AutoCloseable {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final int NOT_READ = 0;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final RowBytes bytes;
  private final long order = Memory.allocate(Long.BYTES);
  private int[] prefixes = new int[16];
  private long[] firsts = new long[16];
  private int[] counts = new int[16];
  private long[][] places = new long[16][];
  private int[][] lengths = new int[16][];
  private int partitions;

  /**
   * @param table rows of a partition by number
   */
  MatchRows(OrderedTable table, BufferAllocator allocator) {
    this.table = table;
    this.cursor = table.cursor();
    this.bytes = new RowBytes(allocator);
  }

  void clear() {
    bytes.clear();
    partitions = 0;
  }

  /**
   * Adds a partition with the rows {@code first .. next - 1} in state; it gets the next number.
   *
   * @param prefix its number in the table
   */
  void open(int prefix, long first, long next) {
    if (partitions == firsts.length) {
      prefixes = Arrays.copyOf(prefixes, partitions * 2);
      firsts = Arrays.copyOf(firsts, partitions * 2);
      counts = Arrays.copyOf(counts, partitions * 2);
      places = Arrays.copyOf(places, partitions * 2);
      lengths = Arrays.copyOf(lengths, partitions * 2);
    }
    int partition = partitions++;
    int stored = (int) (next - first);
    prefixes[partition] = prefix;
    firsts[partition] = first;
    counts[partition] = stored;
    if (places[partition] == null || places[partition].length < stored) {
      places[partition] = new long[Math.max(64, stored * 2)];
      lengths[partition] = new int[places[partition].length];
    } else {
      Arrays.fill(places[partition], 0, stored, NOT_READ);
    }
  }

  /** Adds a new row behind those of a partition. */
  void add(int partition, long address, int length) {
    int count = counts[partition];
    if (count == places[partition].length) {
      places[partition] = Arrays.copyOf(places[partition], count * 2);
      lengths[partition] = Arrays.copyOf(lengths[partition], count * 2);
    }
    places[partition][count] = bytes.add(address, length) + 1;
    lengths[partition][count] = length;
    counts[partition] = count + 1;
  }

  /** Makes sure that a row has an address. */
  void need(int partition, long row) {
    int at = (int) (row - firsts[partition]);
    if (places[partition][at] != NOT_READ) {
      return;
    }
    Memory.putLong(order, Long.reverseBytes(row));
    if (!cursor.at(NAMESPACE, prefixes[partition], order, Long.BYTES)) {
      throw new AssertionError("row " + row + " of a match is not in state");
    }
    places[partition][at] = bytes.add(cursor.valueAddress(), cursor.valueLength()) + 1;
    lengths[partition][at] = cursor.valueLength();
  }

  /** The address of a row that {@link #need} was called for; valid until the next call of it. */
  long address(int partition, long row) {
    return bytes.address(places[partition][(int) (row - firsts[partition])] - 1);
  }

  /**
   * Writes down the rows of a partition that are needed on, and removes the others.
   *
   * @param stored the first row that is not in state
   * @param needed the first row that is needed
   * @param next the first row that has not come
   */
  void keep(int partition, long stored, long needed, long next) {
    int prefix = prefixes[partition];
    if (stored > firsts[partition] && needed >= stored) {
      table.removeAll(NAMESPACE, prefix);
    } else if (needed > firsts[partition] && stored > firsts[partition]) {
      for (boolean more = cursor.first(NAMESPACE, prefix);
          more && Long.reverseBytes(Memory.getLong(cursor.orderAddress())) < needed;
          more = cursor.next()) {
        cursor.remove();
      }
    }
    for (long row = Math.max(stored, needed); row < next; row++) {
      int at = (int) (row - firsts[partition]);
      Memory.putLong(order, Long.reverseBytes(row));
      long address = bytes.address(places[partition][at] - 1);
      table.put(NAMESPACE, prefix, order, Long.BYTES, address, lengths[partition][at]);
    }
  }

  @Override
  public void close() {
    bytes.close();
    Memory.free(order);
  }
}
