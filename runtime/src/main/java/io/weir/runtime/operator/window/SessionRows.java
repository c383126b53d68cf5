package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import io.weir.runtime.vector.Vectors;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;

/**
 * The rows of sessions in state, and on their way out of it: in the order of lanes, within a lane
 * in that of time. Rows of one time lie in the order of their numbers; the numbers of rows that can
 * leave begin with the hash of the row, by which it is found.
 */
final class SessionRows implements AutoCloseable {
  private static final long MILLI_MICROS = 1_000;
  private static final int ORDER_BYTES = 3 * Long.BYTES;
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private final SessionAssignNode node;
  private final boolean canLeave;
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
    canLeave = node.canRowsLeave();
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
  void put(int prefix, long lane, long time, long number, int row) {
    int length = writeValue(row);
    long order = scratch.memoryAddress();
    long value = order + ORDER_BYTES;
    writeOrder(order, lane, time, canLeave ? hashed(value, length) | number & LOW_HALF : number);
    table.put(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES, value, length);
  }

  /** Writes a row of the batch behind the room for an order; returns its length. */
  private int writeValue(int row) {
    long length = ORDER_BYTES;
    for (int c = 0; c < codecs.length; c++) {
      length += codecs[c].entryLength(columns[c], row);
    }
    long value = reserve(length) + ORDER_BYTES;
    long at = value;
    for (int c = 0; c < codecs.length; c++) {
      at = codecs[c].writeEntry(columns[c], row, at);
    }
    return (int) (at - value);
  }

  /** The first number of rows with these bytes. */
  private static long hashed(long value, int length) {
    return (long) KeyHash.of(value, length) << Integer.SIZE;
  }

  /** Removes one row that is equal to a row of the batch; false if there is none. */
  boolean remove(int prefix, long lane, long time, int row) {
    int length = writeValue(row);
    long order = scratch.memoryAddress();
    long value = order + ORDER_BYTES;
    long first = hashed(value, length);
    writeOrder(order, lane, time, first);
    boolean isThere = cursor.atOrAfter(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES);
    while (isThere
        && laneAtCursor() == lane
        && timeAtCursor() == time
        && numberAtCursor() >>> Integer.SIZE == first >>> Integer.SIZE) {
      if (cursor.valueLength() == length && Memory.equals(cursor.valueAddress(), value, length)) {
        cursor.remove();
        return true;
      }
      isThere = cursor.next();
    }
    return false;
  }

  /** The time of the first row of a lane at or after a time, and not after {@code last}. */
  OptionalLong atOrAfter(int prefix, long lane, long time, long last) {
    long order = reserve(ORDER_BYTES);
    writeOrder(order, lane, time, 0);
    boolean isThere = cursor.atOrAfter(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES);
    return isThere && laneAtCursor() == lane && timeAtCursor() <= last
        ? OptionalLong.of(timeAtCursor())
        : OptionalLong.empty();
  }

  /** The time of the last row of a lane before a time, and not before {@code first}. */
  OptionalLong before(int prefix, long lane, long time, long first) {
    long order = reserve(ORDER_BYTES);
    writeOrder(order, lane, time - 1, -1);
    boolean isThere = cursor.atOrBefore(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES);
    return isThere && laneAtCursor() == lane && timeAtCursor() >= first
        ? OptionalLong.of(timeAtCursor())
        : OptionalLong.empty();
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

  private static void writeOrder(long address, long lane, long time, long number) {
    Memory.putLong(address, Long.reverseBytes(lane));
    Memory.putLong(address + Long.BYTES, Long.reverseBytes(time ^ Long.MIN_VALUE));
    Memory.putLong(address + 2 * Long.BYTES, Long.reverseBytes(number));
  }

  /** Moves the rows of a session to another lane. */
  void move(int prefix, long lane, long first, long last, long to) {
    long order = reserve(ORDER_BYTES);
    writeOrder(order, lane, first, 0);
    while (cursor.atOrAfter(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES)
        && laneAtCursor() == lane
        && timeAtCursor() <= last) {
      long time = timeAtCursor();
      long number = numberAtCursor();
      int length = cursor.valueLength();
      long copy = reserve((long) ORDER_BYTES + length);
      Memory.copy(cursor.valueAddress(), copy + ORDER_BYTES, length);
      cursor.remove();
      writeOrder(copy, to, time, number);
      table.put(OrderedTable.NO_NAMESPACE, prefix, copy, ORDER_BYTES, copy + ORDER_BYTES, length);
      order = copy;
      writeOrder(order, lane, time, number);
    }
  }

  /**
   * Moves rows of the first of some sessions from state to the output while there is room.
   *
   * @return whether all rows of the session are out
   */
  boolean emit(int prefix, SessionList sessions, Output out) {
    long lane = sessions.lane(0);
    long first = sessions.first(0);
    long last = sessions.last(0);
    long order = reserve(ORDER_BYTES);
    writeOrder(order, lane, first, 0);
    boolean isThere = cursor.atOrAfter(OrderedTable.NO_NAMESPACE, prefix, order, ORDER_BYTES);
    while (isThere && laneAtCursor() == lane && timeAtCursor() <= last) {
      if (pendingRows == Batch.MAX_ROWS) {
        flush(out);
      }
      if (out.isFull()) {
        return false;
      }
      append(first, sessions.end());
      cursor.remove();
      isThere = cursor.next();
    }
    return true;
  }

  private long laneAtCursor() {
    return Long.reverseBytes(Memory.getLong(cursor.orderAddress()));
  }

  private long timeAtCursor() {
    return Long.reverseBytes(Memory.getLong(cursor.orderAddress() + Long.BYTES)) ^ Long.MIN_VALUE;
  }

  private long numberAtCursor() {
    return Long.reverseBytes(Memory.getLong(cursor.orderAddress() + 2 * Long.BYTES));
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
