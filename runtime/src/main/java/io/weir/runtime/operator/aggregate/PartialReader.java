package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Turns a batch of partials into rows of cells that can be merged. */
public final class PartialReader implements BytesCells, AutoCloseable {
  private static final int WIDEST_CELL_BYTES = 16;

  private final AggregateLayout layout;
  private final int firstColumn;
  private final int[] offsets;
  private final int width;
  private final BufferAllocator allocator;
  private ArrowBuf buffer;
  private Column[] columns;
  private Batch batch;
  private long[] rows = new long[Batch.MAX_ROWS];

  /**
   * @param store into which the rows will be merged
   * @param firstColumn the position of the first cell's column
   */
  public PartialReader(AggregateStore store, int firstColumn, BufferAllocator allocator) {
    this.layout = store.layout();
    this.firstColumn = firstColumn;
    this.allocator = allocator;
    offsets = AggregateLayout.offsets(store.rows(), layout.cells().size());
    int end = 0;
    for (int offset : offsets) {
      end = Math.max(end, offset + WIDEST_CELL_BYTES);
    }
    width = end;
  }

  /**
   * The rows of the live rows of {@code batch}, by position among them; valid until the next call
   * and while the batch is open.
   */
  public long[] read(Batch batch) {
    this.batch = batch;
    int count = batch.size();
    reserve(count);
    columns = new Column[offsets.length];
    for (int k = 0; k < offsets.length; k++) {
      columns[k] = Column.of(batch.vector(firstColumn + k));
      fill(layout.cells().get(k).kind(), columns[k], offsets[k], count);
    }
    return rows;
  }

  private void reserve(int count) {
    long bytes = (long) count * width;
    if (buffer == null || buffer.capacity() < bytes) {
      close();
      buffer = allocator.buffer(bytes);
    }
    if (rows.length < count) {
      rows = new long[count];
    }
    for (int i = 0; i < count; i++) {
      rows[i] = buffer.memoryAddress() + (long) i * width;
    }
  }

  private void fill(Cell.Kind kind, Column column, int offset, int count) {
    for (int i = 0; i < count; i++) {
      int row = batch.selection().row(i);
      long cell = rows[i] + offset;
      switch (kind) {
        case LONG -> Memory.putLong(cell, column.getLong(row));
        case WIDE -> {
          Memory.putLong(cell, column.getDecimalLow(row));
          Memory.putLong(cell + 8, column.getDecimalHigh(row));
        }
        case BYTES -> Memory.putLong(cell, row);
        case SCRATCH -> throw new AssertionError("scratch cells do not travel");
      }
    }
  }

  @Override
  public int length(long row, int cell) {
    int source = (int) Memory.getLong(row + offsets[cell]);
    return columns[cell].isNull(source) ? -1 : columns[cell].getLength(source);
  }

  @Override
  public long address(long row, int cell) {
    return columns[cell].getAddress((int) Memory.getLong(row + offsets[cell]));
  }

  @Override
  public void put(long row, int cell, long address, int length) {
    throw new AssertionError("partials are read only");
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
