package io.weir.runtime.operator.materialize;

import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Puts rows in bytes together as batches of changes. */
final class RowChanges implements AutoCloseable {
  private final Schema schema;
  private final ChangelogKind changelog;
  private final RowBytes rowBytes;
  private final BufferAllocator allocator;
  private final byte[] kinds = new byte[Batch.MAX_ROWS];
  private final long[] watermarks = new long[Batch.MAX_ROWS];
  private boolean hasWatermarks;
  private long watermark;
  private List<FieldVector> vectors;
  private int count;
  private Output out;

  RowChanges(Schema schema, ChangelogKind changelog, RowBytes rowBytes, BufferAllocator allocator) {
    this.schema = schema;
    this.changelog = changelog;
    this.rowBytes = rowBytes;
    this.allocator = allocator;
  }

  /**
   * Begins.
   *
   * @param hasWatermarks whether rows carry a watermark, each the one that {@link #at} told last
   */
  void begin(boolean hasWatermarks, Output out) {
    this.hasWatermarks = hasWatermarks;
    this.out = out;
  }

  /** What follows is caused by a row with this watermark before it. */
  void at(long watermark) {
    this.watermark = watermark;
  }

  void inserted(long row) {
    reserve(1);
    add(RowKind.INSERT, row);
  }

  void deleted(long row) {
    reserve(1);
    add(RowKind.DELETE, row);
  }

  void updated(long oldRow, long newRow) {
    reserve(2);
    if (changelog == ChangelogKind.RETRACT) {
      add(RowKind.UPDATE_BEFORE, oldRow);
    }
    add(RowKind.UPDATE_AFTER, newRow);
  }

  /** Sends what is left. */
  void end() {
    flush();
    out = null;
  }

  private void reserve(int rows) {
    if (count + rows > Batch.MAX_ROWS) {
      flush();
    }
    if (vectors == null) {
      vectors = Vectors.create(schema, allocator);
      vectors.forEach(FieldVector::allocateNew);
    }
  }

  private void add(byte kind, long row) {
    rowBytes.read(row, vectors, count);
    watermarks[count] = watermark;
    kinds[count++] = kind;
  }

  private void flush() {
    if (count == 0) {
      return;
    }
    int rows = count;
    vectors.forEach(vector -> vector.setValueCount(rows));
    long[] rowWatermarks = hasWatermarks ? Arrays.copyOf(watermarks, rows) : null;
    byte[] rowKinds = Arrays.copyOf(kinds, rows);
    Batch batch = new Batch(schema, vectors, rows, Selection.all(rows), rowKinds, rowWatermarks);
    vectors = null;
    count = 0;
    out.emit(batch);
  }

  @Override
  public void close() {
    if (vectors != null) {
      vectors.forEach(FieldVector::close);
      vectors = null;
    }
  }
}
