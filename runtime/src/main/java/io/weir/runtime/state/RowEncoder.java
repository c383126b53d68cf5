package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Turns rows of any types into bytes as {@link RowFormat} says, a batch and a column at a time.
 * Values come back exactly as they were, unlike those of keys, which are normalised. Used by one
 * thread.
 */
public final class RowEncoder implements AutoCloseable {
  /** Bytes behind the last row, so that whole words may be loaded and stored. */
  private static final int SLACK_BYTES = 16;

  private final RowFormat format;
  private final LogicalType[] types;
  private final int[] columns;
  private final NestedValues[] nested;
  private final BufferAllocator allocator;
  private final EncodedRows rows = new EncodedRows();
  private int[] ends = new int[0];

  /**
   * @param schema of the batches
   * @param columns the positions of the columns that make a row, in order; may be empty
   * @param allocator of the buffer that holds the rows
   */
  public RowEncoder(Schema schema, List<Integer> columns, BufferAllocator allocator) {
    Schema row = schema.project(columns);
    this.format = new RowFormat(row);
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.types = new LogicalType[row.size()];
    this.nested = new NestedValues[row.size()];
    for (int c = 0; c < row.size(); c++) {
      types[c] = row.type(c);
      nested[c] = types[c].kind().isNested() ? NestedValues.of(types[c]) : null;
    }
    this.allocator = allocator;
  }

  /** The live rows of a batch; valid until the next call. */
  public EncodedRows encode(Batch batch) {
    Selection selection = batch.selection();
    int count = selection.count();
    Column[] sources = new Column[columns.length];
    for (int c = 0; c < columns.length; c++) {
      sources[c] = Column.of(batch.vector(columns[c]));
      if (nested[c] != null) {
        nested[c].bind(sources[c]);
      }
    }
    layOut(selection, count, sources);
    long base = rows.buffer.memoryAddress();
    for (int c = 0; c < columns.length; c++) {
      if (format.widths[c] == RowFormat.NOT_FIXED) {
        writeBytes(selection, count, c, sources[c], base);
      } else if (!sources[c].isAlwaysNull()) {
        writeFixed(selection, count, c, sources[c], base);
      }
      writeNulls(selection, count, c, sources[c], base);
    }
    return rows;
  }

  /** Decides where each row begins, and zeroes what is not written for NULLs. */
  private void layOut(Selection selection, int count, Column[] sources) {
    rows.count = count;
    if (rows.offsets.length <= count) {
      rows.offsets = new int[Math.max(count, Batch.MAX_ROWS) + 1];
      ends = new int[rows.offsets.length];
    }
    int[] offsets = rows.offsets;
    java.util.Arrays.fill(ends, 0, count, 0);
    for (int c = 0; c < columns.length; c++) {
      if (format.widths[c] == RowFormat.NOT_FIXED) {
        for (int i = 0; i < count; i++) {
          int row = selection.row(i);
          if (!sources[c].isNull(row)) {
            ends[i] = Math.addExact(ends[i], length(c, sources[c], row));
          }
        }
      }
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = (int) total;
      total += format.bytes + (long) ends[i];
      if (total > Integer.MAX_VALUE - SLACK_BYTES) {
        throw WeirException.permanent(
            "the rows of one batch of " + count + " rows exceed 2 GiB",
            "keep long values out of joins: select only the columns that are needed");
      }
      ends[i] = 0;
    }
    offsets[count] = (int) total;
    reserve(total);
    long base = rows.buffer.memoryAddress();
    for (int i = 0; i < count; i++) {
      Memory.fill(base + offsets[i], format.bytes, (byte) 0);
    }
  }

  private int length(int c, Column source, int row) {
    return nested[c] == null ? source.getLength(row) : nested[c].length(row);
  }

  private void writeBytes(Selection selection, int count, int c, Column source, long base) {
    int end = format.offsets[c];
    for (int i = 0; i < count; i++) {
      int row = selection.row(i);
      long at = base + rows.offsets[i];
      if (!source.isNull(row)) {
        long to = at + format.bytes + ends[i];
        int length = length(c, source, row);
        if (nested[c] == null) {
          Memory.copy(source.getAddress(row), to, length);
        } else {
          nested[c].write(row, to);
        }
        ends[i] += length;
      }
      Memory.putInt(at + end, ends[i]);
    }
  }

  private void writeFixed(Selection selection, int count, int c, Column source, long base) {
    long to = base + format.offsets[c];
    int[] offsets = rows.offsets;
    switch (format.widths[c]) {
      case 8 -> {
        for (int i = 0; i < count; i++) {
          int row = selection.row(i);
          if (!source.isNull(row)) {
            Memory.putLong(to + offsets[i], source.getLong(row));
          }
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          int row = selection.row(i);
          if (!source.isNull(row)) {
            Memory.putInt(to + offsets[i], source.getInt(row));
          }
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          int row = selection.row(i);
          if (!source.isNull(row)) {
            NestedValues.writeFixed(types[c], source, row, to + offsets[i]);
          }
        }
      }
    }
  }

  private void writeNulls(Selection selection, int count, int c, Column source, long base) {
    if (!source.hasNulls()) {
      return;
    }
    long bits = base + format.nulls + (c >>> 3);
    for (int i = 0; i < count; i++) {
      if (source.isNull(selection.row(i))) {
        long at = bits + rows.offsets[i];
        Memory.putByte(at, (byte) (Memory.getByte(at) | 1 << (c & 7)));
      }
    }
  }

  private void reserve(long bytes) {
    long needed = bytes + SLACK_BYTES;
    ArrowBuf buffer = rows.buffer;
    if (buffer == null || buffer.capacity() < needed) {
      rows.buffer = null;
      if (buffer != null) {
        buffer.close();
      }
      rows.buffer = allocator.buffer(Math.max(needed, 1024));
    }
  }

  @Override
  public void close() {
    if (rows.buffer != null) {
      rows.buffer.close();
      rows.buffer = null;
    }
  }
}
