package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import io.weir.runtime.vector.Vectors;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;

/** The rows of sessions in state, and on their way out of it. */
final class SessionRows implements AutoCloseable {
  private static final long MILLI_MICROS = 1_000;
  private static final int ORDER_BYTES = 2 * Long.BYTES;

  private final SessionAssignNode node;
  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final ValueCodec[] codecs;
  private final BufferAllocator allocator;
  private final WindowZone zone;
  private ArrowBuf scratch;
  private Column[] columns;
  private List<FieldVector> pending;
  private int pendingRows;

  SessionRows(SessionAssignNode node, WindowZone zone, OperatorContext context) {
    this.node = node;
    this.zone = zone;
    allocator = context.allocator();
    table = context.state().ordered(node.rowsTable());
    cursor = table.cursor();
    codecs =
        node.input().properties().schema().fields().stream()
            .map(field -> ValueCodec.of(field.type()))
            .toArray(ValueCodec[]::new);
  }

  OrderedTable table() {
    return table;
  }

  /** Makes {@code batch} the one whose rows are put. */
  void bind(Batch batch) {
    columns = Column.of(batch.vectors());
  }

  /** Keeps a row of the batch. */
  void put(int prefix, long time, long number, int row) {
    long length = ORDER_BYTES;
    for (int c = 0; c < codecs.length; c++) {
      length += codecs[c].entryLength(columns[c], row);
    }
    long order = reserve(length);
    writeOrder(order, time, number);
    long at = order + ORDER_BYTES;
    for (int c = 0; c < codecs.length; c++) {
      at = codecs[c].writeEntry(columns[c], row, at);
    }
    long value = order + ORDER_BYTES;
    table.put(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES, value, (int) (at - value));
  }

  private long reserve(long bytes) {
    if (scratch == null || scratch.capacity() < bytes) {
      if (scratch != null) {
        scratch.close();
        scratch = null;
      }
      scratch = allocator.buffer(2 * bytes);
    }
    return scratch.memoryAddress();
  }

  private static void writeOrder(long address, long time, long number) {
    Memory.putLong(address, Long.reverseBytes(time ^ Long.MIN_VALUE));
    Memory.putLong(address + Long.BYTES, Long.reverseBytes(number));
  }

  /**
   * Moves rows of a session from state to the output while there is room.
   *
   * @param last the time of the session's last row
   * @return whether all rows of the session are out
   */
  boolean emit(int prefix, long first, long last, long end, Output out) {
    long order = reserve(ORDER_BYTES);
    writeOrder(order, first, 0);
    boolean isThere = cursor.atOrAfter(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES);
    while (isThere && timeAtCursor() <= last) {
      if (pendingRows == Batch.MAX_ROWS) {
        flush(out);
      }
      if (out.isFull()) {
        return false;
      }
      append(first, end);
      cursor.remove();
      isThere = cursor.next();
    }
    return true;
  }

  private long timeAtCursor() {
    return Long.reverseBytes(Memory.getLong(cursor.orderAddress())) ^ Long.MIN_VALUE;
  }

  private void append(long first, long end) {
    if (pending == null) {
      pending = Vectors.create(node.properties().schema(), allocator);
      for (FieldVector vector : pending) {
        vector.setInitialCapacity(Batch.MAX_ROWS);
        vector.allocateNew();
      }
    }
    long at = cursor.valueAddress();
    for (int c = 0; c < codecs.length; c++) {
      at = codecs[c].readEntry(at, pending.get(c), pendingRows);
    }
    window(WindowColumn.WINDOW_START, first + zone.shiftAt(first));
    window(WindowColumn.WINDOW_END, end + zone.shiftAt(end));
    window(WindowColumn.WINDOW_TIME, end - 1);
    pendingRows++;
  }

  private void window(WindowColumn column, long millis) {
    ((TimeStampMicroVector) pending.get(codecs.length + column.ordinal()))
        .setSafe(pendingRows, millis * MILLI_MICROS);
  }

  /** Sends what has been moved. */
  void flush(Output out) {
    if (pendingRows == 0) {
      return;
    }
    Schema schema = node.properties().schema();
    int count = pendingRows;
    pending.forEach(vector -> vector.setValueCount(count));
    Batch batch = Batch.ofInserts(schema, pending, count);
    pending = null;
    pendingRows = 0;
    out.emit(batch);
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
    if (pending != null) {
      pending.forEach(FieldVector::close);
      pending = null;
    }
  }
}
