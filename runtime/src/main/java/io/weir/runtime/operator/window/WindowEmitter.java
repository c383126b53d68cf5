package io.weir.runtime.operator.window;

import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Emits the groups of one window after the other, as far as there is room. How far it has come is
 * remembered in fields until a barrier comes: then what has been emitted is removed from state.
 */
final class WindowEmitter {
  private static final long MILLI_MICROS = 1_000;

  /** After how many bytes of long values a batch ends. */
  private static final long BATCH_BYTES = 16 << 20;

  private final WindowAggregateNode node;
  private final WindowGrid grid;
  private final WindowZone zone;
  private final BufferAllocator allocator;
  private final KeyDecoder decoder;
  private final List<Integer> keyPositions;
  private final long[] groups = new long[Batch.MAX_ROWS];
  private final long[] keyAddresses = new long[Batch.MAX_ROWS];

  private AggregateStore store;
  private long windowEnd;
  private AggregateTable.Cursor cursor;
  private long rowsVisited;

  WindowEmitter(
      WindowAggregateNode node, WindowGrid grid, WindowZone zone, BufferAllocator allocator) {
    this.node = node;
    this.grid = grid;
    this.zone = zone;
    this.allocator = allocator;
    Schema keys = node.aggregation().keySchema();
    decoder = new KeyDecoder(keys);
    keyPositions = java.util.stream.IntStream.range(0, keys.size()).boxed().toList();
  }

  /** Whether a window has been begun and not been worked off. */
  boolean isBusy() {
    return store != null;
  }

  /**
   * Begins with the window that ends at {@code windowEnd}, which lies in a namespace of its own.
   */
  void begin(AggregateStore store, long windowEnd) {
    this.store = store;
    this.windowEnd = windowEnd;
    cursor = null;
    rowsVisited = 0;
  }

  /** Emits groups while there is room. True when all are emitted and the window is dropped. */
  boolean emit(Output out) {
    if (cursor == null) {
      cursor = store.rows().scan(windowEnd);
    }
    while (!out.isFull()) {
      int count = nextGroups();
      if (count == 0) {
        store.drop(windowEnd);
        store = null;
        cursor = null;
        return true;
      }
      out.emit(batch(count));
    }
    return false;
  }

  private int nextGroups() {
    int count = 0;
    long bytes = 0;
    while (count < groups.length && bytes < BATCH_BYTES && cursor.next()) {
      rowsVisited++;
      if (store.rowCount(cursor.row()) > 0) {
        bytes += store.beyond(cursor.row());
        groups[count] = cursor.row();
        keyAddresses[count++] = cursor.keyAddress();
      }
    }
    return count;
  }

  private Batch batch(int count) {
    Schema schema = node.properties().schema();
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    for (FieldVector vector : vectors) {
      vector.setInitialCapacity(count);
      vector.allocateNew();
    }
    int keys = keyPositions.size();
    decoder.decode(keyAddresses, count, vectors.subList(0, keys), 0);
    int calls = node.aggregation().calls().size();
    for (int c = 0; c < calls; c++) {
      store.writeResults(c, windowEnd, groups, count, vectors.get(keys + c), 0);
    }
    for (int w = 0; w < node.windowColumns().size(); w++) {
      fill(vectors.get(keys + calls + w), micros(node.windowColumns().get(w)), count);
    }
    vectors.forEach(vector -> vector.setValueCount(count));
    return Batch.ofInserts(schema, vectors, count);
  }

  private long micros(WindowColumn column) {
    long millis =
        switch (column) {
          case WINDOW_START -> grid.start(windowEnd);
          case WINDOW_END -> windowEnd;
          case WINDOW_TIME -> zone.instantOfEnd(windowEnd) - 1;
        };
    return Math.multiplyExact(millis, MILLI_MICROS);
  }

  private static void fill(FieldVector vector, long value, int count) {
    Column column = Column.forWriting(vector);
    for (int i = 0; i < count; i++) {
      column.setValid(i);
      column.putLong(i, value);
    }
  }

  /** Removes from state what has been emitted. */
  void forgetEmitted() {
    if (store == null || rowsVisited == 0) {
      return;
    }
    try (KeyCollector emitted = new KeyCollector(allocator)) {
      AggregateTable.Cursor again = store.rows().scan(windowEnd);
      for (long i = 0; i < rowsVisited && again.next(); i++) {
        emitted.add(again);
      }
      store.removeEmitted(windowEnd, emitted.keys());
    }
    cursor = null;
    rowsVisited = 0;
  }
}
