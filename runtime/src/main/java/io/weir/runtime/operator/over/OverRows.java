package io.weir.runtime.operator.over;

import io.weir.runtime.operator.rank.RowBytes;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Rows that were read from the state to be computed with: segments, each a run of rows of one
 * partition in order, one after the other. A row's order in the state is its encoding and a number
 * that tells equal rows apart.
 */
final class OverRows implements AutoCloseable {
  /** The bytes behind an encoded row that tell it from equal ones. */
  static final int ORDINAL_BYTES = Integer.BYTES;

  private static final int FIRST_ROWS = 1024;

  private final Schema schema;
  private final OrderedRowCodec codec;
  private final BufferAllocator allocator;
  private final RowBytes bytes;

  private long[] starts = new long[FIRST_ROWS];
  private int[] lengths = new int[FIRST_ROWS];
  private long[] valueStarts = new long[FIRST_ROWS];
  private int[] valueLengths = new int[FIRST_ROWS];
  private boolean[] wanted = new boolean[FIRST_ROWS];
  private int[] peersFrom = new int[FIRST_ROWS];
  private int[] peersTo = new int[FIRST_ROWS];
  private int count;

  private int[] segmentStarts = new int[64];
  private long[] rowsBefore = new long[64];
  private long[] peersBefore = new long[64];
  private int segments;

  OverRows(Schema schema, OrderedRowCodec codec, BufferAllocator allocator) {
    this.schema = schema;
    this.codec = codec;
    this.allocator = allocator;
    this.bytes = new RowBytes(allocator);
  }

  void clear() {
    count = 0;
    segments = 0;
    bytes.clear();
  }

  /** Begins a segment. */
  void beginSegment() {
    if (segments + 1 >= segmentStarts.length) {
      segmentStarts = Arrays.copyOf(segmentStarts, segments * 2 + 2);
      rowsBefore = Arrays.copyOf(rowsBefore, segments * 2 + 2);
      peersBefore = Arrays.copyOf(peersBefore, segments * 2 + 2);
    }
    rowsBefore[segments] = 0;
    peersBefore[segments] = 0;
    segmentStarts[segments++] = count;
    segmentStarts[segments] = count;
  }

  /** Adds the row at a cursor to the segment. */
  void add(OrderedTable.Cursor at, boolean isWanted) {
    add(at, 0, isWanted);
  }

  /** As {@link #add(OrderedTable.Cursor, boolean)}, without so many bytes before the row. */
  void add(OrderedTable.Cursor at, int skipped, boolean isWanted) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
      valueStarts = Arrays.copyOf(valueStarts, count * 2);
      valueLengths = Arrays.copyOf(valueLengths, count * 2);
      wanted = Arrays.copyOf(wanted, count * 2);
      peersFrom = Arrays.copyOf(peersFrom, count * 2);
      peersTo = Arrays.copyOf(peersTo, count * 2);
    }
    int length = at.orderLength() - skipped;
    starts[count] = bytes.add(at.orderAddress() + skipped, length);
    lengths[count] = length;
    valueStarts[count] = bytes.add(at.valueAddress(), at.valueLength());
    valueLengths[count] = at.valueLength();
    wanted[count++] = isWanted;
    segmentStarts[segments] = count;
  }

  /** Puts the rows of the present segment into reverse order, as when they were added backward. */
  void reverseSegment() {
    int from = segmentStarts[segments - 1];
    for (int i = from, k = count - 1; i < k; i++, k--) {
      swap(starts, i, k);
      swap(lengths, i, k);
      swap(valueStarts, i, k);
      swap(valueLengths, i, k);
      boolean kept = wanted[i];
      wanted[i] = wanted[k];
      wanted[k] = kept;
    }
  }

  private static void swap(long[] array, int i, int k) {
    long kept = array[i];
    array[i] = array[k];
    array[k] = kept;
  }

  private static void swap(int[] array, int i, int k) {
    int kept = array[i];
    array[i] = array[k];
    array[k] = kept;
  }

  /** Says how many rows, and groups of peers, of the partition lie before a segment. */
  void setBefore(int segment, long rows, long peers) {
    rowsBefore[segment] = rows;
    peersBefore[segment] = peers;
  }

  int count() {
    return count;
  }

  int segments() {
    return segments;
  }

  int segmentStart(int segment) {
    return segmentStarts[segment];
  }

  int segmentEnd(int segment) {
    return segmentStarts[segment + 1];
  }

  long rowsBefore(int segment) {
    return rowsBefore[segment];
  }

  long peersBefore(int segment) {
    return peersBefore[segment];
  }

  boolean isWanted(int row) {
    return wanted[row];
  }

  void setWanted(int row, boolean isWanted) {
    wanted[row] = isWanted;
  }

  /** The address of a row's order, with the number behind it. */
  long order(int row) {
    return bytes.address(starts[row]);
  }

  int orderLength(int row) {
    return lengths[row];
  }

  long value(int row) {
    return bytes.address(valueStarts[row]);
  }

  int valueLength(int row) {
    return valueLengths[row];
  }

  /** The first of the row's peers. */
  int peersFrom(int row) {
    return peersFrom[row];
  }

  /** The row behind the last of the row's peers. */
  int peersTo(int row) {
    return peersTo[row];
  }

  /** Finds out which rows are peers. */
  void findPeers() {
    for (int s = 0; s < segments; s++) {
      int from = segmentStarts[s];
      for (int row = from + 1; row <= segmentEnd(s); row++) {
        if (row == segmentEnd(s) || !arePeers(row - 1, row)) {
          Arrays.fill(peersFrom, from, row, from);
          Arrays.fill(peersTo, from, row, row);
          from = row;
        }
      }
    }
  }

  private boolean arePeers(int left, int right) {
    int length = codec.keyLength(order(left));
    return length == codec.keyLength(order(right))
        && Memory.equals(order(left), order(right), length);
  }

  /** The rows as a batch, which the caller closes. */
  Batch decode() {
    long[] addresses = new long[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = order(i);
    }
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    try {
      codec.decode(addresses, lengths, count, vectors);
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    return Batch.ofInserts(schema, vectors, count);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
