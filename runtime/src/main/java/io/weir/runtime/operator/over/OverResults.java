package io.weir.runtime.operator.over;

import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Puts rows and results together and sends them, as many at a time as fit a batch. */
final class OverResults {
  private final Schema schema;
  private final BufferAllocator allocator;
  private int[] rows = new int[Batch.MAX_ROWS];
  private int[] results = new int[Batch.MAX_ROWS];
  private byte[] kinds = new byte[Batch.MAX_ROWS];
  private int count;

  OverResults(Schema schema, BufferAllocator allocator) {
    this.schema = schema;
    this.allocator = allocator;
  }

  /** Adds a change: which row, and which result. */
  void add(byte kind, int row, int result) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, count * 2);
      results = Arrays.copyOf(results, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
    }
    rows[count] = row;
    results[count] = result;
    kinds[count++] = kind;
  }

  /**
   * Sends all changes.
   *
   * @param isChangelog whether the kinds are sent
   */
  void send(Batch from, List<FieldVector> resultVectors, boolean isChangelog, Output out) {
    int total = count;
    count = 0;
    for (int first = 0; first < total; first += Batch.MAX_ROWS) {
      int size = Math.min(Batch.MAX_ROWS, total - first);
      int[] rowSlots = Arrays.copyOfRange(rows, first, first + size);
      int[] resultSlots = Arrays.copyOfRange(results, first, first + size);
      List<FieldVector> vectors = new ArrayList<>();
      for (FieldVector column : from.vectors()) {
        vectors.add(Gather.copy(schema.type(vectors.size()), column, rowSlots, size, allocator));
      }
      for (FieldVector result : resultVectors) {
        vectors.add(Gather.copy(schema.type(vectors.size()), result, resultSlots, size, allocator));
      }
      byte[] rowKinds = isChangelog ? Arrays.copyOfRange(kinds, first, first + size) : null;
      out.emit(new Batch(schema, vectors, size, Selection.all(size), rowKinds, null));
    }
  }
}
