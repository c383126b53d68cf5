package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.parquet.ParquetFile;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Reads columns of which some are nested, through Arrow's native reader. It cannot start at a row:
 * rows before a position are read and dropped. A position is a row number.
 */
final class NestedParquetReader implements RecordReader {
  private final Path file;
  private final Schema schema;
  private final long totalRows;
  private final List<AutoCloseable> resources;
  private final ArrowReader reader;
  private final BatchBuilder rows;
  private List<FieldVector> loaded = List.of();
  private int loadedRows;
  private int nextLoaded;
  private long row;

  private NestedParquetReader(
      Path file,
      Schema schema,
      long totalRows,
      List<AutoCloseable> resources,
      ArrowReader reader,
      BufferAllocator allocator) {
    this.file = file;
    this.schema = schema;
    this.totalRows = totalRows;
    this.resources = resources;
    this.reader = reader;
    this.rows = new BatchBuilder(schema, allocator);
  }

  /** Opens a file for the native reader, and goes to a position. */
  static NestedParquetReader open(
      ParquetFile file, Schema schema, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    NativeParquet.load();
    ScanOptions options =
        new ScanOptions.Builder(Batch.MAX_ROWS)
            .columns(Optional.of(schema.names().toArray(String[]::new)))
            .build();
    FileSystemDatasetFactory factory =
        new FileSystemDatasetFactory(
            allocator,
            NativeMemoryPool.getDefault(),
            FileFormat.PARQUET,
            file.path().toUri().toString());
    Dataset dataset = null;
    Scanner scanner = null;
    ArrowReader reader = null;
    NestedParquetReader result = null;
    try {
      dataset = factory.finish();
      scanner = dataset.newScan(options);
      reader = scanner.scanBatches();
      List<AutoCloseable> resources = List.of(reader, scanner, dataset, factory);
      result =
          new NestedParquetReader(file.path(), schema, file.rows(), resources, reader, allocator);
      result.skip(position.offset());
      file.close();
      return result;
    } catch (IOException | RuntimeException e) {
      if (result != null) {
        result.rows.close();
      }
      closeAll(file.path(), reader, scanner, dataset, factory);
      throw e instanceof IOException io
          ? ParquetErrors.damaged(file.path(), io)
          : (RuntimeException) e;
    }
  }

  private static void closeAll(Path file, AutoCloseable... resources) throws IOException {
    try {
      AutoCloseables.close(resources);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("closing '" + file + "': " + e.getMessage(), e);
    }
  }

  private void skip(long target) throws IOException {
    while (row < target && load()) {
      int passed = (int) Math.min(target - row, loadedRows - nextLoaded);
      nextLoaded += passed;
      row += passed;
    }
  }

  /** Makes sure that a row is loaded; false at the end. */
  private boolean load() throws IOException {
    while (nextLoaded == loadedRows) {
      if (!reader.loadNextBatch()) {
        return false;
      }
      loaded = reader.getVectorSchemaRoot().getFieldVectors();
      loadedRows = reader.getVectorSchemaRoot().getRowCount();
      nextLoaded = 0;
      for (int i = 0; i < loaded.size(); i++) {
        ArrowValues.check(file, schema.field(i), loaded.get(i).getField());
      }
    }
    return true;
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    try {
      if (!load()) {
        return null;
      }
    } catch (IOException e) {
      throw ParquetErrors.damaged(file, e);
    }
    int count = Math.min(maxRows, loadedRows - nextLoaded);
    rows.begin(count);
    for (int column = 0; column < schema.size(); column++) {
      for (int i = 0; i < count; i++) {
        try {
          ArrowValues.write(loaded.get(column), nextLoaded + i, rows.column(column), i);
        } catch (BadValue e) {
          throw ParquetErrors.value(file, schema.field(column), row + i, e.getMessage());
        }
      }
    }
    nextLoaded += count;
    row += count;
    return rows.finish(count);
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(row, row);
  }

  @Override
  public boolean isFinished() {
    return row >= totalRows;
  }

  @Override
  public long skippedRecords() {
    return 0;
  }

  @Override
  public double progress() {
    return totalRows == 0 ? 1 : (double) row / totalRows;
  }

  @Override
  public void close() throws IOException {
    rows.close();
    closeAll(file, resources.toArray(AutoCloseable[]::new));
  }
}
