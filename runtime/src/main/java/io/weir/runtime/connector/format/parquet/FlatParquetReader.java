package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.parquet.ParquetException;
import io.weir.runtime.parquet.ParquetFile;
import io.weir.runtime.parquet.ParquetReader;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Reads flat columns. A position is a row number. */
final class FlatParquetReader implements RecordReader {
  private final ParquetFile file;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final List<FlatColumn> columns = new ArrayList<>();
  private final ParquetReader reader;

  FlatParquetReader(
      ParquetFile file, Schema schema, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    this.file = file;
    this.schema = schema;
    this.allocator = allocator;
    List<Field> decoded = new ArrayList<>();
    for (Field field : schema.fields()) {
      FlatColumn column = FlatColumn.of(file, field);
      columns.add(column);
      decoded.add(column.decodedField());
    }
    reader = new ParquetReader(file, new Schema(decoded), allocator);
    try {
      reader.seek(position.offset());
    } catch (ParquetException e) {
      throw ParquetErrors.damaged(file.path(), e);
    }
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    long firstRow = reader.row();
    List<FieldVector> decoded;
    try {
      decoded = reader.read(maxRows);
    } catch (ParquetException e) {
      throw ParquetErrors.damaged(file.path(), e);
    }
    int rows = (int) (reader.row() - firstRow);
    if (rows == 0) {
      decoded.forEach(FieldVector::close);
      return null;
    }
    List<FieldVector> finished = new ArrayList<>();
    try {
      for (int i = 0; i < decoded.size(); i++) {
        finished.add(columns.get(i).finish(decoded.get(i), rows, firstRow, allocator));
      }
    } catch (RuntimeException e) {
      finished.forEach(FieldVector::close);
      decoded.subList(finished.size() + 1, decoded.size()).forEach(FieldVector::close);
      throw e;
    }
    return Batch.ofInserts(schema, finished, rows);
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(reader.row(), reader.row());
  }

  @Override
  public boolean isFinished() {
    return reader.isAtEnd();
  }

  @Override
  public long skippedRecords() {
    return 0;
  }

  @Override
  public double progress() {
    return file.rows() == 0 ? 1 : Math.min(1, (double) reader.row() / file.rows());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
