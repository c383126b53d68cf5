package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link RowtimeSortNode}. All rows of a key group are one prefix of an ordered table; what
 * the watermark has reached is emitted from its beginning, and gone then.
 */
final class RowtimeSortOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final long MILLI_MICROS = 1_000;
  private static final int SLACK_BYTES = 16;

  private final RowtimeSortNode node;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final KeyEncoder partitions;
  private final KeyGroupPrefixes prefixes;
  private final OrderedRowCodec codec;
  private final LateRowFilter late;
  private final long countBytes = Memory.allocate(Long.BYTES);
  private final long[] addresses = new long[Batch.MAX_ROWS];
  private final int[] lengths = new int[Batch.MAX_ROWS];
  private ArrowBuf copies;
  private long watermark;

  RowtimeSortOperator(RowtimeSortNode node, OperatorContext context) {
    this.node = node;
    schema = node.properties().schema();
    allocator = context.allocator();
    table = context.state().ordered(spec(node));
    cursor = table.cursor();
    partitions = new KeyEncoder(schema, node.partition(), allocator);
    prefixes = new KeyGroupPrefixes(table, allocator);
    codec = new OrderedRowCodec(schema, node.keys(), allocator);
    int time = node.keys().get(0).column();
    late = new LateRowFilter(time, schema.name(time), context.metrics());
    watermark = context.restoredWatermark();
  }

  static TableSpec spec(RowtimeSortNode node) {
    Schema rows = node.properties().schema();
    return TableSpec.ordered("rows", 1, false, Schema.of(), rows)
        .withLayout(
            EntryLayout.of(
                List.of(OrderedRowCodec.part(rows, node.keys())), List.of(StatePart.COUNT)));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      late.apply(batch, watermark);
      if (batch.size() > 0) {
        hold(batch);
      }
    }
    return true;
  }

  private void hold(Batch batch) {
    EncodedKeys keys = partitions.encode(batch);
    int[] prefixOfGroup = prefixes.of(keys);
    EncodedKeys rows = codec.encode(batch);
    for (int i = 0; i < rows.count(); i++) {
      add(prefixOfGroup[keys.keyGroup(i)], rows.address(i), rows.length(i));
    }
  }

  private void add(int prefix, long row, int length) {
    if (cursor.at(NAMESPACE, prefix, row, length)) {
      Memory.putLong(countBytes, copies() + 1);
      cursor.put(countBytes, Long.BYTES);
    } else {
      table.put(NAMESPACE, prefix, row, length, countBytes, 0);
    }
  }

  /** How many rows the entry stands for on which the cursor stands. */
  private long copies() {
    return cursor.valueLength() == 0 ? 1 : Memory.getLong(cursor.valueAddress());
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    watermark = Math.max(watermark, watermarkMillis);
    OrderedTable.Prefixes scan = table.scan(NAMESPACE);
    while (scan.next()) {
      while (cursor.first(NAMESPACE, scan.prefix()) && isDue()) {
        if (out.isFull()) {
          return false;
        }
        emit(out);
      }
    }
    return true;
  }

  private boolean isDue() {
    long micros = Long.reverseBytes(Memory.getLong(cursor.orderAddress() + 1)) ^ Long.MIN_VALUE;
    return Math.floorDiv(micros, MILLI_MICROS) <= watermark;
  }

  /** Takes rows from where the cursor stands, as many as fit a batch. */
  private void emit(Output out) {
    int count = 0;
    long used = 0;
    boolean more = true;
    long[] starts = addresses;
    while (more && count < addresses.length && isDue()) {
      long times = copies();
      int length = cursor.orderLength();
      reserve(used, length);
      Memory.copy(cursor.orderAddress(), copies.memoryAddress() + used, length);
      for (; times > 0 && count < addresses.length; times--) {
        starts[count] = used;
        lengths[count++] = length;
      }
      used += length;
      if (times > 0) {
        Memory.putLong(countBytes, times);
        cursor.put(countBytes, Long.BYTES);
        break;
      }
      cursor.remove();
      more = cursor.next();
    }
    for (int i = 0; i < count; i++) {
      addresses[i] = copies.memoryAddress() + starts[i];
    }
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    codec.decode(addresses, lengths, count, vectors);
    out.emit(Batch.ofInserts(schema, vectors, count));
  }

  private void reserve(long used, int length) {
    long needed = used + length + SLACK_BYTES;
    if (copies == null || copies.capacity() < needed) {
      ArrowBuf larger = allocator.buffer(Math.max(1 << 16, needed * 2));
      if (copies != null) {
        larger.setBytes(0, copies, 0, used);
        copies.close();
      }
      copies = larger;
    }
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return advance(input, Watermark.END, out);
  }

  @Override
  public void close() {
    partitions.close();
    prefixes.close();
    codec.close();
    if (copies != null) {
      copies.close();
    }
    Memory.free(countBytes);
  }
}
