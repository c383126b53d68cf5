package io.weir.runtime.operator.window;

import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.stream.Batch;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Emits the groups of one window after the other, as far as there is room. How far it has come is
 * remembered in fields until a barrier comes: then what has been emitted is removed from state.
 */
final class WindowEmitter {
  /** After how many bytes of long values a batch ends. */
  static final long BATCH_BYTES = 16 << 20;

  private final BufferAllocator allocator;
  private final WindowResults results;
  private final long[] groups = new long[Batch.MAX_ROWS];
  private final long[] keyAddresses = new long[Batch.MAX_ROWS];
  private final long[] ends = new long[Batch.MAX_ROWS];

  private AggregateStore store;
  private long windowEnd;
  private AggregateTable.Cursor cursor;
  private long rowsVisited;

  WindowEmitter(WindowResults results, BufferAllocator allocator) {
    this.results = results;
    this.allocator = allocator;
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
      Arrays.fill(ends, 0, count, windowEnd);
      out.emit(results.of(store, windowEnd, groups, keyAddresses, ends, count));
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
