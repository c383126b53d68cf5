package io.weir.runtime.operator.match;

import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EncodedRows;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.RowEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Rows of partitions in the order of their sort keys, equal ones in that in which they came. The
 * order of an entry is that of the row's keys and a number that tells equal ones apart, its value
 * the row.
 */
final class WaitingRows implements AutoCloseable {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final int NUMBER_BYTES = Integer.BYTES;
  private static final int FIRST_BYTES = 256;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final List<Integer> keyColumns;
  private final Schema keySchema;
  private final OrderedRowCodec codec;
  private final RowEncoder encoder;
  private EncodedKeys orders;
  private EncodedRows values;
  private long scratch = Memory.allocate(FIRST_BYTES);
  private int capacity = FIRST_BYTES;

  WaitingRows(OrderedTable table, Schema schema, List<SortKey> keys, BufferAllocator allocator) {
    this.table = table;
    cursor = table.cursor();
    keyColumns = keys.stream().map(SortKey::column).distinct().toList();
    keySchema = schema.project(keyColumns);
    List<SortKey> projected = new ArrayList<>();
    for (SortKey key : keys) {
      projected.add(
          new SortKey(keyColumns.indexOf(key.column()), key.descending(), key.nullsFirst()));
    }
    codec = new OrderedRowCodec(keySchema, projected, allocator);
    encoder = new RowEncoder(schema, IntStream.range(0, schema.size()).boxed().toList(), allocator);
  }

  /** Encodes the live rows of a batch, for {@link #add}. */
  void encode(Batch batch) {
    List<FieldVector> vectors = keyColumns.stream().map(batch::vector).toList();
    orders =
        codec.encode(
            new Batch(keySchema, vectors, batch.rowCount(), batch.selection(), null, null));
    values = encoder.encode(batch);
  }

  /** The address of the order of an encoded row, which begins with its time. */
  long order(int row) {
    return orders.address(row);
  }

  /** Adds an encoded row to a partition. */
  void add(int prefix, int row) {
    int length = orders.length(row);
    reserve(length + NUMBER_BYTES + Long.BYTES);
    Memory.copy(orders.address(row), scratch, length);
    Memory.putInt(scratch + length, -1);
    boolean isEqual =
        cursor.atOrBefore(NAMESPACE, prefix, scratch, length + NUMBER_BYTES)
            && cursor.orderLength() == length + NUMBER_BYTES
            && Memory.equals(cursor.orderAddress(), scratch, length);
    int number =
        isEqual ? Integer.reverseBytes(Memory.getInt(cursor.orderAddress() + length)) + 1 : 0;
    Memory.putInt(scratch + length, Integer.reverseBytes(number));
    table.put(
        NAMESPACE, prefix, scratch, length + NUMBER_BYTES, values.address(row), values.length(row));
  }

  private void reserve(int bytes) {
    if (capacity < bytes) {
      Memory.free(scratch);
      capacity = bytes * 2;
      scratch = Memory.allocate(capacity);
    }
  }

  @Override
  public void close() {
    codec.close();
    encoder.close();
    Memory.free(scratch);
  }
}
