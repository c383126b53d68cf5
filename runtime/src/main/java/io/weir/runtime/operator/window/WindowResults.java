package io.weir.runtime.operator.window;

import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Makes batches of the groups of windows: keys, results, window columns. Used by one thread. */
final class WindowResults {
  private static final long MILLI_MICROS = 1_000;

  private final WindowAggregateNode node;
  private final WindowGrid grid;
  private final WindowZone zone;
  private final BufferAllocator allocator;
  private final KeyDecoder decoder;

  WindowResults(
      WindowAggregateNode node, WindowGrid grid, WindowZone zone, BufferAllocator allocator) {
    this.node = node;
    this.grid = grid;
    this.zone = zone;
    this.allocator = allocator;
    decoder = new KeyDecoder(node.aggregation().keySchema());
  }

  /**
   * A batch of groups of a namespace.
   *
   * @param groups where their rows lie
   * @param keys where their encoded grouping columns lie; they are moved past these
   * @param ends the ends of their windows
   */
  Batch of(
      AggregateStore store, long namespace, long[] groups, long[] keys, long[] ends, int count) {
    Schema schema = node.properties().schema();
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    for (FieldVector vector : vectors) {
      vector.setInitialCapacity(count);
      vector.allocateNew();
    }
    int keyColumns = node.aggregation().keys().size();
    decoder.decode(keys, count, vectors.subList(0, keyColumns), 0);
    int calls = node.aggregation().calls().size();
    for (int c = 0; c < calls; c++) {
      store.writeResults(c, namespace, groups, count, vectors.get(keyColumns + c), 0);
    }
    for (int w = 0; w < node.windowColumns().size(); w++) {
      fill(vectors.get(keyColumns + calls + w), node.windowColumns().get(w), ends, count);
    }
    vectors.forEach(vector -> vector.setValueCount(count));
    return Batch.ofInserts(schema, vectors, count);
  }

  private void fill(FieldVector vector, WindowColumn kind, long[] ends, int count) {
    Column column = Column.forWriting(vector);
    long micros = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || ends[i] != ends[i - 1]) {
        micros = micros(kind, ends[i]);
      }
      column.setValid(i);
      column.putLong(i, micros);
    }
  }

  private long micros(WindowColumn column, long windowEnd) {
    long millis =
        switch (column) {
          case WINDOW_START -> grid.start(windowEnd);
          case WINDOW_END -> windowEnd;
          case WINDOW_TIME -> zone.instantOfEnd(windowEnd) - 1;
        };
    return Math.multiplyExact(millis, MILLI_MICROS);
  }
}
