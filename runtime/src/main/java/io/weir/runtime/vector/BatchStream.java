package io.weir.runtime.vector;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * The live rows of a batch as an Arrow IPC stream of one record batch: its columns, then the kind
 * of each row and its watermark, NULL where the batch has none.
 */
public final class BatchStream {
  private static final int OWN_COLUMNS = 2;

  private BatchStream() {}

  /** Writes a batch, and does not close it. */
  public static void write(Batch batch, OutputStream out, BufferAllocator allocator)
      throws IOException {
    Batch dense = Gather.copy(batch, batch.selection(), allocator);
    List<FieldVector> vectors = new ArrayList<>(dense.vectors());
    vectors.add(kinds(dense, allocator));
    vectors.add(watermarks(dense, allocator));
    try (VectorSchemaRoot root = new VectorSchemaRoot(vectors)) {
      root.setRowCount(dense.rowCount());
      ArrowStreamWriter writer = new ArrowStreamWriter(root, null, new Unclosed(out));
      writer.start();
      writer.writeBatch();
      writer.end();
    }
  }

  private static FieldVector kinds(Batch batch, BufferAllocator allocator) {
    TinyIntVector kinds = new TinyIntVector("kind", allocator);
    kinds.allocateNew(batch.rowCount());
    for (int row = 0; batch.rowKinds() != null && row < batch.rowCount(); row++) {
      kinds.set(row, batch.rowKinds()[row]);
    }
    return kinds;
  }

  private static FieldVector watermarks(Batch batch, BufferAllocator allocator) {
    BigIntVector watermarks = new BigIntVector("watermark", allocator);
    watermarks.allocateNew(batch.rowCount());
    for (int row = 0; batch.rowWatermarks() != null && row < batch.rowCount(); row++) {
      watermarks.set(row, batch.rowWatermarks()[row]);
    }
    return watermarks;
  }

  /** Reads what {@link #write} has written, and no byte more. */
  public static Batch read(InputStream in, Schema schema, BufferAllocator allocator)
      throws IOException {
    try (ArrowStreamReader reader = new ArrowStreamReader(new Unclosed.Input(in), allocator)) {
      if (!reader.loadNextBatch()) {
        throw new IOException("a batch of " + schema + " is missing");
      }
      Batch batch = copy(reader.getVectorSchemaRoot(), schema, allocator);
      if (reader.loadNextBatch()) {
        batch.close();
        throw new IOException("there are two batches of " + schema + " in the place of one");
      }
      return batch;
    }
  }

  private static Batch copy(VectorSchemaRoot root, Schema schema, BufferAllocator allocator)
      throws IOException {
    int columns = root.getFieldVectors().size() - OWN_COLUMNS;
    if (columns != schema.size()) {
      throw new IOException("a batch of " + schema + " has " + columns + " columns");
    }
    int rows = root.getRowCount();
    List<FieldVector> vectors = new ArrayList<>(columns);
    for (int i = 0; i < columns; i++) {
      vectors.add(Gather.copy(schema.type(i), root.getVector(i), Selection.all(rows), allocator));
    }
    return new Batch(
        schema,
        vectors,
        rows,
        Selection.all(rows),
        kinds((TinyIntVector) root.getVector(columns), rows),
        watermarks((BigIntVector) root.getVector(columns + 1), rows));
  }

  private static byte[] kinds(TinyIntVector vector, int rows) {
    if (rows == 0 || vector.isNull(0)) {
      return null;
    }
    byte[] kinds = new byte[rows];
    for (int row = 0; row < rows; row++) {
      kinds[row] = vector.get(row);
    }
    return kinds;
  }

  private static long[] watermarks(BigIntVector vector, int rows) {
    if (rows == 0 || vector.isNull(0)) {
      return null;
    }
    long[] watermarks = new long[rows];
    for (int row = 0; row < rows; row++) {
      watermarks[row] = vector.get(row);
    }
    return watermarks;
  }

  /** A stream that goes on behind the batch: closing what writes or reads the batch leaves it. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}

    private static final class Input extends FilterInputStream {
      Input(InputStream in) {
        super(in);
      }

      @Override
      public void close() {}
    }
  }
}
