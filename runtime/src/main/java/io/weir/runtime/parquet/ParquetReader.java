package io.weir.runtime.parquet;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Reads some flat columns of a file in the order of its rows. Used by one thread at a time. Closes
 * the file with itself.
 */
public final class ParquetReader implements AutoCloseable {
  private final ParquetFile file;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final List<ColumnChunkReader> columns = new ArrayList<>();
  private int nextGroup;
  private long leftInGroup;
  private long row;

  /**
   * @param file the open file
   * @param schema the wanted columns, by name; each must be {@link #canRead readable}
   */
  public ParquetReader(ParquetFile file, Schema schema, BufferAllocator allocator) {
    this.file = file;
    this.schema = schema;
    this.allocator = allocator;
    for (Field field : schema.fields()) {
      ParquetColumn column = file.column(field.name()).orElseThrow();
      Conversion conversion = Conversion.of(column, field.type()).orElseThrow();
      columns.add(new ColumnChunkReader(file, column, field.type(), conversion));
    }
  }

  /** Whether the file has a flat column of this name whose values become this type. */
  public static boolean canRead(ParquetFile file, Field field) {
    Optional<ParquetColumn> column = file.column(field.name());
    return column.isPresent()
        && column.get().isFlat()
        && Conversion.of(column.get(), field.type()).isPresent();
  }

  /** The number of the row that {@link #read} gives first. */
  public long row() {
    return row;
  }

  /** Whether all rows have been read. */
  public boolean isAtEnd() {
    return leftInGroup == 0 && nextGroup >= file.rowGroups().size();
  }

  /** Goes to a row; row groups before it are not read. Only forwards. */
  public void seek(long target) throws IOException {
    if (target < row) {
      throw new IllegalArgumentException("row " + target + " lies before row " + row);
    }
    while (row < target && !isAtEnd()) {
      if (leftInGroup == 0) {
        long rows = file.rowGroups().get(nextGroup).rows();
        if (row + rows <= target) {
          nextGroup++;
          row += rows;
          continue;
        }
      }
      List<FieldVector> passed = read((int) Math.min(target - row, 4096));
      passed.forEach(FieldVector::close);
    }
  }

  /**
   * The next rows, at most {@code most}, one vector a column; fewer at the end of a row group, none
   * at the end.
   */
  public List<FieldVector> read(int most) throws IOException {
    while (leftInGroup == 0 && nextGroup < file.rowGroups().size()) {
      openGroup(file.rowGroups().get(nextGroup++));
    }
    int count = (int) Math.min(most, leftInGroup);
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    try {
      for (int i = 0; i < vectors.size() && count > 0; i++) {
        columns.get(i).read(vectors.get(i), count);
      }
    } catch (IndexOutOfBoundsException e) {
      vectors.forEach(FieldVector::close);
      throw new ParquetException("a page is damaged near row " + row, e);
    } catch (IOException e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    leftInGroup -= count;
    row += count;
    return vectors;
  }

  private void openGroup(RowGroup group) throws IOException {
    if (group.rows() < 0) {
      throw new ParquetException("a row group claims " + group.rows() + " rows");
    }
    for (ColumnChunkReader column : columns) {
      column.open(group);
    }
    leftInGroup = group.rows();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
